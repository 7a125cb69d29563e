import { createOutbox, createVisitorDelivery } from '@halloo/client'
import type { PanelContext } from '../panel-face.ts'
import type { Start } from './face.ts'
import type { Session } from './session.ts'

/** Sends what the visitor writes; the first message of a conversation begins it. */
export function createVisitorOutbox(
  context: PanelContext,
  session: Session,
  onStarted: (conversationId: string, hasMore: boolean) => void,
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
      await send(message)
    },
    sendFile: session.upload,
    ...(context.client || !context.stores() ? { storage: null } : {}),
  })
}

export type VisitorOutbox = ReturnType<typeof createVisitorOutbox>
