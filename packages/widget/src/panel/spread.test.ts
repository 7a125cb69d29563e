import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { spread } from './spread.ts'

const page = { hidden: false }
beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('document', page)
  page.hidden = false
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function given() {
  const done: number[] = []
  const one = spread((n: number) => done.push(n))
  const add = (from: number, to: number) => {
    for (let n = from; n <= to; n++) one.add(n)
  }
  return { done, add, clear: one.clear }
}

it('does one at once, and of a burst a few at a time, in order', () => {
  const { done, add } = given()
  add(1, 12)
  expect(done).toEqual([1])
  vi.advanceTimersByTime(16)
  expect(done).toEqual([1, 2, 3, 4, 5, 6])
  vi.advanceTimersByTime(48)
  expect(done).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
  add(13, 13)
  expect(done.at(-1)).toBe(13)
})

it('does all together where nobody looks', () => {
  const { done, add } = given()
  page.hidden = true
  add(1, 12)
  vi.advanceTimersByTime(16)
  expect(done).toHaveLength(12)
})

it('forgets what waits, and goes on with what comes after', () => {
  const { done, add, clear } = given()
  add(1, 12)
  clear()
  vi.advanceTimersByTime(32)
  add(20, 20)
  expect(done).toEqual([1, 20])
})
