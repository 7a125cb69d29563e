import { systemClock } from '../clock.ts'
import { newId } from '../id.ts'
import { watchPage } from '../page.ts'
import { type Channel, tabChannel } from './channel.ts'
import { createDrafts } from './drafts.ts'
import { type Draft, type Entry, inOrder, type Unsent } from './entry.ts'
import { faultOf } from './fate.ts'
import { indexedStorage } from './indexed-db.ts'
import { createLanes } from './lanes.ts'
import { webLock } from './lock.ts'
import type { OutboxOptions } from './options.ts'
import { patiently } from './patience.ts'
import { createShelf } from './shelf.ts'
import { createUploads } from './uploads.ts'

/**
 * Keeps what is written until the server has it: drafts, messages and files. Survives reload and tab close,
 * sends once and in order, and touches the browser's storage only with the first word, or when opened.
 * @example
 * const outbox = createOutbox({ name: 'halloo:mem_1', deliver, sendFile })
 * outbox.write('conv_1', 'On its way')
 * outbox.send('conv_1')
 */
export function createOutbox<X>(options: OutboxOptions<X>) {
  const { name, deliver, sendFile, clock = systemClock, random = Math.random, lock = webLock } = options
  const owner = options.owner ?? (() => '')
  const listeners = new Set<() => void>()
  const onChange = () => {
    for (const listener of [...listeners]) listener()
  }
  let channel: Channel | undefined
  let unwatch: (() => void) | undefined
  const storage = options.storage === undefined ? indexedStorage<X>(name) : options.storage
  const shelf = createShelf<X>({ storage: storage ?? undefined, channel: () => channel, owner, onChange })
  const uploads = createUploads<X>({ name, shelf, lock, clock, sendFile, onChange })
  const lanes = createLanes({ name, clock, random, lock, sendNext, onChange })
  const drafts = createDrafts<X>({ shelf, uploads, now, wake })

  const own = () => inOrder(shelf.entries.values()).filter(entry => !entry.owner || entry.owner === owner())
  const waiting = () => own().filter(entry => entry.state === 'unsent')

  function now() {
    const last = inOrder(shelf.entries.values()).at(-1)?.order ?? 0
    return Math.max(clock.now(), last + 1)
  }

  /** The first act of all: only now is there something to hear of. */
  function wake() {
    unwatch ??= watchPage({ onReturn: retryAll, onHide: rest, onShow: retryAll })
    channel ??= (options.openChannel ?? tabChannel)(name, () => void shelf.sync().then(runAll))
  }

  /** A page that is put away must hold nothing open. */
  function rest() {
    channel?.close()
    channel = undefined
  }

  function runAll() {
    for (const id of new Set(waiting().map(entry => entry.conversationId))) void lanes.run(id)
  }

  function retryAll() {
    if (!unwatch) return
    wake()
    void shelf.sync().then(() => {
      for (const entry of own())
        if (entry.state === 'draft') for (const file of entry.files) drafts.bring(file)
      runAll()
    })
  }

  async function sendNext(conversationId: string, isLater: (error: unknown) => boolean) {
    await shelf.sync()
    const next = waiting().find(entry => entry.conversationId === conversationId)
    if (!next) return false
    try {
      for (const file of next.files) await uploads.bring(file.id)
      const { id, content, extra, files } = shelf.entries.get(next.id) ?? next
      const attachments = files.flatMap(file => file.attachment ?? [])
      await patiently(clock, deliver({ id, conversationId, content, attachments, extra }))
      discard(id)
      await shelf.sync()
    } catch (error) {
      const entry = shelf.entries.get(next.id)
      if (!entry) return true
      if (isLater(error)) throw error
      shelf.put({ ...entry, state: 'failed', fault: faultOf(error) })
    }
    return true
  }

  function discard(id: string) {
    uploads.forget(shelf.entries.get(id)?.files ?? [])
    shelf.drop(id)
  }

  const draftOf = (entry: Entry<X>): Draft<X> => ({
    content: entry.content,
    files: entry.files.map(file => ({ ...file, ratio: uploads.ratioOf(file) })),
    extra: entry.extra,
  })

  return {
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    /** Takes up what an earlier page left. */
    open() {
      wake()
      return shelf.sync().then(retryAll)
    },
    /** Conversations in which something is kept, drafts too. */
    conversations: () => [...new Set(own().map(entry => entry.conversationId))],
    draft(conversationId: string): Draft<X> | undefined {
      const entry = drafts.find(conversationId, own())
      return entry && draftOf(entry)
    },
    unsent: (): Unsent<X>[] =>
      own().flatMap(entry => {
        const { id, conversationId, state, fault, order } = entry
        if (state === 'draft') return []
        return {
          ...draftOf(entry),
          id,
          conversationId,
          fault,
          createdAt: new Date(order).toISOString(),
          state: state === 'failed' ? state : lanes.isWaiting(conversationId) ? 'queued' : 'sending',
        }
      }),
    write: drafts.write,
    attach: drafts.attach,
    detach: drafts.detach,
    /** Sends what stands in the composer. */
    send(conversationId: string, extra?: X) {
      const entry = drafts.find(conversationId, own())
      if (!entry) return
      const content = entry.content.trim()
      shelf.put({ ...entry, content, ...(extra ? { extra } : {}), state: 'unsent', order: now() })
      void lanes.run(conversationId)
    },
    /** Sends a failed one again, under the same id: if it did arrive after all, it still exists once. */
    retry(id: string, extra?: X) {
      const entry = shelf.entries.get(id)
      if (!entry) return
      const files = entry.files.map(({ fault: _, ...file }) => file)
      shelf.put({ ...entry, files, ...(extra ? { extra } : {}), state: 'unsent' })
      void lanes.run(entry.conversationId)
    },
    /** Tries everything that waits now, as when the network is back. */
    retryAll,
    discard,
    /** Puts it back into the composer, before what stands there. */
    edit: drafts.takeBack,
    /** The visitor was forgotten: their words begin new conversations, of somebody new. */
    async startOver(from: string, extra: X) {
      const moved: Record<string, string> = {}
      await lock(`${name} start over`, async () => {
        await shelf.sync()
        for (const entry of inOrder(shelf.entries.values())) {
          if (entry.owner !== from) continue
          moved[entry.conversationId] ??= newId('conv')
          const conversationId = moved[entry.conversationId] ?? ''
          const files = entry.files.map(({ attachment: _, ...file }) => file)
          shelf.drop(entry.id)
          shelf.put({ ...entry, id: newId('msg'), conversationId, files, extra, owner: '' })
        }
        await shelf.sync()
      })
      runAll()
      return moved
    },
    /** Whoever wrote turned out to be somebody known: what waits is theirs now. */
    async adopt(from: string) {
      await lock(`${name} start over`, async () => {
        await shelf.sync()
        for (const entry of inOrder(shelf.entries.values())) if (entry.owner === from) shelf.put(entry)
        await shelf.sync()
      })
      runAll()
    },
    /** Forgets everything, here and in every tab. */
    clear() {
      for (const { files } of shelf.entries.values()) uploads.forget(files)
      return shelf.clear()
    },
    close() {
      lanes.close()
      rest()
      unwatch?.()
      unwatch = undefined
      listeners.clear()
    },
  }
}

export type Outbox<X> = ReturnType<typeof createOutbox<X>>
