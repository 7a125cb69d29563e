import type { Outgoing } from '../outbox/options.ts'
import { createOutbox } from '../outbox/outbox.ts'
import { Refusal } from '../refusal.ts'
import type { VisitorSide } from '../side.ts'
import type { Store } from '../store.ts'
import type { VisitorSession } from './session.ts'
import { type TextStorage, textOutboxStorage } from './storage.ts'
import type { Start } from './visitor-face.ts'

/** Sends what the visitor writes; the first message of a conversation begins it. */
export function createVisitorOutbox(
  { key, storage }: { key: string; storage: TextStorage },
  session: VisitorSession,
  store: Store<VisitorSide>,
) {
  const name = `halloo:${key}:outbox`

  async function deliver({ id, conversationId, content, attachments, extra }: Outgoing<Start>) {
    await session.ensure()
    const message = {
      id,
      ...(content ? { content } : {}),
      ...(attachments[0] ? { attachmentIds: attachments.map(attachment => attachment.id) } : {}),
    }
    if (extra && (await start({ id: conversationId, message, ...extra }))) return
    const op = 'POST /v1/widget/conversations/:conversationId/messages'
    const data = await session.call(op, { params: { conversationId }, body: message })
    store.apply({ type: 'message.created', data })
  }

  /** @returns false where another message has begun it already */
  async function start(body: Start & { id: string; message: { id: string } }) {
    if (store.state.conversations[body.id]) return false
    try {
      const started = await session.call('POST /v1/widget/conversations', { body })
      store.putConversations([started.conversation])
      store.putMessages([started.message])
      return true
    } catch (error) {
      if (error instanceof Refusal && error.code === 'id_taken') return false
      throw error
    }
  }

  return createOutbox<Start>({
    name,
    owner: session.id,
    deliver,
    sendFile: async (file, fileName, onProgress, signal) => {
      await session.ensure()
      return session.client.upload('POST /v1/widget/attachments', file, fileName, onProgress, signal)
    },
    storage: textOutboxStorage(storage, name),
  })
}
