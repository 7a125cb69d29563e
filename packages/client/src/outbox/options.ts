import type { Attachment } from '@halloo/protocol'
import type { Clock } from '../clock.ts'
import type { OpenChannel } from './channel.ts'
import type { Lock } from './lock.ts'
import type { OutboxStorage } from './storage.ts'
import type { SendFile } from './uploads.ts'

/** What a message is when its time has come: its files are with the server. */
export interface Outgoing<X> {
  id: string
  conversationId: string
  content: string
  attachments: Attachment[]
  extra: X | undefined
}

export interface OutboxOptions<X> {
  /** Whose words these are: names the storage, the locks and the channel between tabs. */
  name: string
  /** Who writes, where one name may see several after one another. Empty while not known. */
  owner?: () => string
  /** Sends one message and takes in the answer. Rejects with a `Refusal`. */
  deliver(message: Outgoing<X>): Promise<void>
  sendFile: SendFile
  clock?: Clock
  random?: () => number
  /** Null keeps everything in memory. */
  storage?: OutboxStorage<X> | null
  lock?: Lock
  openChannel?: OpenChannel
}
