import { createStore, type Side } from '@halloo/client'
import type { FaultProxy } from '../stage/proxy.ts'
import { createFetcher } from './fetcher.ts'
import { emptyLog, type Log } from './log.ts'
import { createOutbox } from './outbox.ts'
import type { Told, Voice } from './voice.ts'

/** A client as robust as ours: it sends again what was not acknowledged, resumes, and fetches after a resync. */
export interface Chatter {
  name: string
  kind: 'visitor' | 'member'
  /** Id of the contact or the member. */
  id: string
  organizationId: string
  voice: Voice
  log: Log
  /** Its own way to the house, if it has one. */
  link: FaultProxy | undefined
  connect(): Promise<void>
  /** Says something in a conversation, now or when it can. */
  say(conversationId: string, text?: string): string
  /** Nothing waits to be acknowledged, nothing is being fetched. */
  isQuiet(): boolean
  /** What is on screen, by conversation, in order. */
  shown(): Readonly<Record<string, readonly Told[]>>
  /** Milliseconds until the next message is acknowledged or heard; a minute where none is. */
  nextSign(): Promise<number>
  /** Has left for good: what is said from now on need not reach it. */
  readonly isGone: boolean
  close(): void
}

const PATIENCE_MS = 60_000

type Known = Pick<Chatter, 'name' | 'kind' | 'id' | 'organizationId' | 'voice' | 'link'>
interface Seen extends Side {
  message: Told
}

export function createChatter(known: Known): Chatter {
  const { socket } = known.voice.client
  const log = emptyLog()
  const store = createStore<Seen>()
  const waiting = new Set<(ms: number) => void>()
  let gone = false
  const sign = () => {
    const now = performance.now()
    for (const tell of [...waiting]) tell(now)
    waiting.clear()
  }
  const outbox = createOutbox(known.voice, log, sign)
  const fetcher = createFetcher(known.voice, store)

  const caughtUp = async () => {
    const started = performance.now()
    await known.voice.probe().then(
      () => log.catchUps.push(performance.now() - started),
      () => {},
    )
  }

  socket.listen({
    status(status: string) {
      if (status !== 'open') return
      if (log.returns++ === 0) void fetcher.fetch()
      outbox.wake()
      void caughtUp()
    },
    resync() {
      log.resyncs++
      void fetcher.fetch()
    },
    event(event: { type: string; data: unknown }) {
      note(log, event)
      store.apply(event as Parameters<typeof store.apply>[0])
      if (event.type === 'message.created') sign()
    },
  })

  return {
    ...known,
    log,
    connect: () =>
      new Promise(resolve => {
        const done = socket.listen({
          status(status: string) {
            if (status !== 'open') return
            done()
            resolve()
          },
        })
        socket.connect()
      }),
    say: outbox.put,
    get isGone() {
      return gone
    },
    isQuiet: () => gone || (outbox.isEmpty() && fetcher.isIdle()),
    shown: () => store.state.messages,
    nextSign() {
      const from = performance.now()
      return new Promise(resolve => {
        const late = setTimeout(resolve, PATIENCE_MS, PATIENCE_MS)
        waiting.add(at => {
          clearTimeout(late)
          resolve(at - from)
        })
      })
    },
    close() {
      gone = true
      outbox.close()
      fetcher.close()
      socket.close()
    },
  }
}

/** Which conversation an event is about, and which message it brought. */
function note(log: Log, { type, data }: { type: string; data: unknown }) {
  const { message, conversation, id } = data as {
    message?: Told
    conversation?: { id: string }
    id?: string
  }
  if (message && type === 'message.created')
    log.heard.push({
      id: message.id,
      conversationId: message.conversationId,
      seq: message.seq,
      at: performance.now(),
    })
  if (conversation) log.named.add(conversation.id)
  else if (type.startsWith('conversation.') && id) log.named.add(id)
}
