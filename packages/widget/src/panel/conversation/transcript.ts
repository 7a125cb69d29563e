import type { Chat } from '../chat.ts'
import { save } from '../save.ts'

/** What was said, as a file. */
export async function saveTranscript(chat: Chat, conversationId: string) {
  const op = 'GET /v1/widget/conversations/:conversationId/transcript'
  const { fileName, text } = await chat.session.call(op, { params: { conversationId } })
  save(fileName, text, 'text/plain')
}
