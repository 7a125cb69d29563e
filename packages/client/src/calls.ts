import type { Answer, Input, Operation } from '@halloo/protocol'
import type { Clock } from './clock.ts'
import { Refusal, refusalOf } from './refusal.ts'
import { partsOf } from './request.ts'

const PATIENCE_MS = 10_000

interface Waiting {
  resolve(body: unknown): void
  reject(refusal: Refusal): void
}

/** Calls over the socket, each waiting for the answer with its id. */
export function createCalls(clock: Clock, say: (frame: object) => void) {
  const waiting = new Map<string, Waiting>()
  let made = 0
  return {
    call<K extends Operation>(op: K, input: Input<K>): Promise<Answer<K>> {
      const id = String(++made)
      return new Promise((resolve, reject) => {
        const cancel = clock.after(PATIENCE_MS, () =>
          waiting.get(id)?.reject(new Refusal(408, 'request_timeout')),
        )
        const done = () => {
          cancel()
          waiting.delete(id)
        }
        waiting.set(id, {
          resolve(body) {
            done()
            resolve(body as Answer<K>)
          },
          reject(refusal) {
            done()
            reject(refusal)
          },
        })
        const { params, query, body } = partsOf(input)
        say({ t: 'call', id, op, params, query, body })
      })
    },
    answer(frame: { id: string | null; status: number; body: unknown }) {
      const call = waiting.get(frame.id ?? '')
      if (frame.status < 300) call?.resolve(frame.body)
      else call?.reject(refusalOf(frame.status, frame.body))
    },
    /** Gives up on all that wait. */
    reject(refusal: Refusal) {
      for (const call of [...waiting.values()]) call.reject(refusal)
    },
  }
}
