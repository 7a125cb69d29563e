import { type Casting, openPlay, type Play } from '../cast/play.ts'
import { check } from '../checks/checker.ts'
import { type Demand, NEVER_MS, type Scenario, type Size } from '../scenario.ts'

/** What an act adds to the verdict. */
export interface Act {
  recoveryMs?: number[]
  demands?: Demand[]
}

type About = Omit<Scenario, 'run'>
type ByPlay<T> = (size: Size) => T

/** A scenario in which people are cast, something happens to them, and everything is compared at the end. */
export const played = (
  about: About,
  casting: ByPlay<Casting>,
  act: (play: Play, size: Size) => Promise<Act>,
): Scenario => ({
  ...about,
  async run(house, size) {
    const play = await openPlay(house, casting(size))
    try {
      const { recoveryMs = [], demands = [] } = await act(play, size)
      await play.settle()
      return { ...(await check(play)), recoveryMs, demands }
    } finally {
      await play.close()
    }
  },
})

/** Waits until something is so; false if it takes too long. */
export async function until(holds: () => boolean | Promise<boolean>, withinMs: number, everyMs = 20) {
  const late = performance.now() + withinMs
  for (;;) {
    if (await holds()) return true
    if (performance.now() > late) return false
    await new Promise(resolve => setTimeout(resolve, everyMs))
  }
}

/** Milliseconds that something takes; `NEVER_MS` if it was waited for in vain. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  return (await work()) === false ? NEVER_MS : performance.now() - started
}
