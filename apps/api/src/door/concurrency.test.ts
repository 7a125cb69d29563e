import { expect, test } from 'vitest'
import { createTurns } from './concurrency.ts'

const settled = () => new Promise(resolve => setImmediate(resolve))

test('an organization does so much at once, the rest waits its turn, the rest of the rest is refused', async () => {
  const turns = createTurns(2, 3)
  const ends: (() => void)[] = []
  const begun: number[] = []
  const ask = (organizationId: string, n: number) =>
    turns.take(organizationId, async () => {
      begun.push(n)
      await new Promise<void>(resolve => ends.push(resolve))
      return n
    })
  const asked = [1, 2, 3, 4, 5, 6].map(n => ask('org_a', n).catch(refusal => refusal.code))
  await settled()
  expect(begun).toEqual([1, 2])
  expect(await asked[5]).toBe('busy')
  const other = ask('org_b', 7)
  await settled()
  expect(begun).toEqual([1, 2, 7])
  for (let n = 0; n < 6; n++) {
    ends.shift()?.()
    await settled()
  }
  expect(await Promise.all(asked)).toEqual([1, 2, 3, 4, 5, 'busy'])
  expect(await other).toBe(7)
})

test('work that fails gives its turn back', async () => {
  const turns = createTurns(1, 0)
  await expect(turns.take('org_a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await turns.take('org_a', async () => 'yes')).toBe('yes')
})
