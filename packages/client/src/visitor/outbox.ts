import { createOutbox } from '../outbox/outbox.ts'
import type { VisitorSide } from '../side.ts'
import type { Store } from '../store.ts'
import { createVisitorDelivery } from './deliver.ts'
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

  const send = createVisitorDelivery<Start>({ store, call: session.call })

  return createOutbox<Start>({
    name,
    owner: session.id,
    async deliver(message) {
      await session.ensure()
      await send(message)
    },
    sendFile: async (file, fileName, onProgress, signal) => {
      await session.ensure()
      return session.client.upload('POST /v1/widget/attachments', file, fileName, onProgress, signal)
    },
    storage: textOutboxStorage(storage, name),
  })
}
