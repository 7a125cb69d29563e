import { Refusal } from '@halloo/client'
import type { Chat } from '../chat.ts'
import { save } from '../save.ts'
import { words } from '../words.ts'

/** What was said, as a file. */
export async function saveTranscript(chat: Chat, conversationId: string) {
  const op = 'GET /v1/widget/conversations/:conversationId/transcript'
  const { fileName, text } = await chat.session.call(op, { params: { conversationId } })
  save(fileName, text, 'text/plain')
}

/** What was said, to the visitor's own mailbox. */
export async function mailTranscript({ session, face }: Chat, conversationId: string) {
  const op = 'POST /v1/widget/conversations/:conversationId/transcript'
  try {
    await session.call(op, { params: { conversationId }, body: {} })
    face.set({ told: words.transcriptSent })
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'email_not_verified')) throw error
    face.set({ notice: words.transcriptUnverified })
  }
}
