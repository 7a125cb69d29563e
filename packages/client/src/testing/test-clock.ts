import type { Clock } from '../clock.ts'

/** A clock that stands until it is told to go on. */
export class TestClock implements Clock {
  #now = 0
  #next = 0
  readonly #timers = new Map<number, { at: number; work: () => void }>()

  now = () => this.#now

  after = (ms: number, work: () => void) => {
    const id = this.#next++
    this.#timers.set(id, { at: this.#now + ms, work })
    return () => {
      this.#timers.delete(id)
    }
  }

  /** Lets time pass, calling what falls due in order. */
  pass(ms: number) {
    const end = this.#now + ms
    for (let due = this.#due(end); due; due = this.#due(end)) {
      const [id, timer] = due
      this.#timers.delete(id)
      this.#now = timer.at
      timer.work()
    }
    this.#now = end
  }

  #due = (end: number) =>
    [...this.#timers].filter(([, timer]) => timer.at <= end).sort(([, a], [, b]) => a.at - b.at)[0]
}
