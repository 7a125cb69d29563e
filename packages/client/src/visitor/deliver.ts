import type { Answer, Input, Operation } from '@halloo/protocol'
import type { Outgoing } from '../outbox/options.ts'
import { Refusal } from '../refusal.ts'
import type { VisitorSide } from '../side.ts'
import type { Store } from '../store.ts'

type Beginning = Input<'POST /v1/widget/conversations'>['body']
type Extra = Omit<Beginning, 'id' | 'message'>

interface Parts<X> {
  store: Store<VisitorSide>
  call<K extends Operation>(op: K, input: Input<K>): Promise<Answer<K>>
  onStarted?(conversationId: string, extra: X): void
}

/** Sends a visitor's message and takes in the answer; the first one of a conversation begins it. */
export function createVisitorDelivery<X extends Extra>({ store, call, onStarted }: Parts<X>) {
  /** @returns false where another message has begun it already, as one of an earlier page */
  async function start(body: Beginning) {
    try {
      const started = await call('POST /v1/widget/conversations', { body })
      store.putConversations([started.conversation])
      store.putMessages([started.message])
      return true
    } catch (error) {
      if (error instanceof Refusal && error.code === 'id_taken') return false
      throw error
    }
  }

  return async ({ id, conversationId, content, attachments, extra }: Outgoing<X>) => {
    const message = {
      id,
      ...(content ? { content } : {}),
      ...(attachments[0] ? { attachmentIds: attachments.map(attachment => attachment.id) } : {}),
    }
    if (extra && !store.state.conversations[conversationId])
      if (await start({ ...extra, id: conversationId, message })) return onStarted?.(conversationId, extra)
    const op = 'POST /v1/widget/conversations/:conversationId/messages'
    const data = await call(op, { params: { conversationId }, body: message })
    store.apply({ type: 'message.created', data })
  }
}
