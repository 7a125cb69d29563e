import { createOutbox, type Outgoing, Refusal } from '@halloo/client'
import type { PanelContext } from '../panel-face.ts'
import type { Start } from './face.ts'
import type { Session } from './session.ts'

/** Sends what the visitor writes; the first message of a conversation begins it. */
export function createVisitorOutbox(
  context: PanelContext,
  session: Session,
  onStarted: (conversationId: string, hasMore: boolean) => void,
) {
  const { store, call } = session

  async function deliver({ id, conversationId, content, attachments, extra }: Outgoing<Start>) {
    await session.enter()
    const message = {
      id,
      ...(content ? { content } : {}),
      ...(attachments[0] ? { attachmentIds: attachments.map(attachment => attachment.id) } : {}),
    }
    if (extra && !store.state.conversations[conversationId])
      try {
        const started = await call('POST /v1/widget/conversations', {
          body: { id: conversationId, message, ...extra },
        })
        store.putConversations([started.conversation])
        store.putMessages([started.message])
        // Before it stands what it answers, which nobody has told us.
        return onStarted(conversationId, extra.greetingId !== undefined)
      } catch (error) {
        // An earlier page has begun it with another message.
        if (!(error instanceof Refusal && error.code === 'id_taken')) throw error
      }
    const op = 'POST /v1/widget/conversations/:conversationId/messages'
    store.apply({
      type: 'message.created',
      data: await call(op, { params: { conversationId }, body: message }),
    })
  }

  return createOutbox<Start>({
    name: `halloo:${context.key}`,
    owner: () => context.read()?.id ?? '',
    deliver,
    sendFile: session.upload,
    ...(context.client || !context.stores() ? { storage: null } : {}),
  })
}

export type VisitorOutbox = ReturnType<typeof createVisitorOutbox>
