import { Refusal } from '@halloo/client'
import { isForNow } from './for-now.ts'
import { add, type Log } from './log.ts'
import { newId } from './people.ts'
import type { Voice } from './voice.ts'

const AGAIN_MS = 300
let written = 0

/** Messages that wait to be acknowledged: one at a time, each again under its own id until it is answered. */
export function createOutbox(voice: Voice, log: Log, acknowledged: () => void) {
  const queue: { id: string; conversationId: string; content: string }[] = []
  let busy = false
  let closed = false
  let wake = () => {}

  const pause = (ms: number) =>
    new Promise<void>(resolve => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  const send = async ({ id, conversationId, content }: (typeof queue)[number]) => {
    // Half of all go by either way, as far as both are open.
    const by = voice.client.socket.status === 'open' && written++ % 2 ? 'socket' : 'http'
    const { seq } = await voice.send(conversationId, { id, content }, by)
    if ((log.acked.get(id) ?? seq) !== seq) log.contradicted.push(id)
    log.acked.set(id, seq)
    acknowledged()
  }

  const pump = async () => {
    if (busy) return
    busy = true
    for (let next = queue[0]; next && !closed; next = queue[0]) {
      try {
        await send(next)
        queue.shift()
      } catch (error) {
        const code = error instanceof Refusal ? error.code : 'offline'
        add(log.delayed, code)
        if (isForNow(error)) {
          await pause(((error as Partial<Refusal>).retryAfterMs ?? AGAIN_MS) * (0.5 + Math.random()))
          continue
        }
        log.refused.set(next.id, code)
        queue.shift()
      }
    }
    busy = false
  }

  return {
    put(conversationId: string, content = `text ${++written}`): string {
      const id = newId('message')
      log.sent.set(id, { conversationId, text: content, at: performance.now() })
      queue.push({ id, conversationId, content })
      void pump()
      return id
    },
    isEmpty: () => queue.length === 0,
    wake: () => wake(),
    close() {
      closed = true
      wake()
    },
  }
}
