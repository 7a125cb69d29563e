import { createOutbox, createVisitorDelivery, Refusal } from '@halloo/client'
import type { PreChat } from '@halloo/protocol'
import type { PanelContext } from '../panel-face.ts'
import type { Start } from './face.ts'
import type { Session } from './session.ts'

/** Sends what the visitor writes; the first message of a conversation begins it. */
export function createVisitorOutbox(
  context: PanelContext,
  session: Session,
  onStarted: (conversationId: string, hasMore: boolean) => void,
  /** The form has changed since it was answered. */
  onUnanswered: (conversationId: string, preChat: PreChat) => void,
) {
  const send = createVisitorDelivery<Start>({
    ...session,
    // Before it stands what it answers, which nobody has told us.
    onStarted: (id, { greetingId }) => onStarted(id, greetingId !== undefined),
  })

  return createOutbox<Start>({
    name: `halloo:${context.key}`,
    owner: () => context.read()?.id ?? '',
    async deliver(message) {
      await session.enter()
      await send(message).catch(error => {
        const preChat = error instanceof Refusal && error.problem?.preChat
        if (preChat) onUnanswered(message.conversationId, preChat)
        throw error
      })
    },
    sendFile: session.upload,
    ...(context.client || !context.stores() ? { storage: null } : {}),
  })
}

export type VisitorOutbox = ReturnType<typeof createVisitorOutbox>
