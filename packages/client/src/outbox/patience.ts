import type { Clock } from '../clock.ts'
import { Refusal } from '../refusal.ts'

const PATIENCE_MS = 20_000

/** Gives up on an answer that does not come; what was asked may still have happened. */
export const patiently = (clock: Clock, answer: Promise<void>) =>
  new Promise<void>((done, fail) => {
    const cancel = clock.after(PATIENCE_MS, () => fail(new Refusal(408, 'request_timeout')))
    answer.then(done, fail).finally(cancel)
  })
