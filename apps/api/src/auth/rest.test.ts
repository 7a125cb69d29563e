import { setTimeout } from 'node:timers/promises'
import {
  getCurrentRequestState,
  getRequestStateAsyncLocalStorage,
  hasRequestState,
  type RequestStateWeakMap,
  runWithRequestState,
} from '@better-auth/core/context'
import { beforeAll, expect, test } from 'vitest'
import { restBetweenCalls } from './rest.ts'

beforeAll(restBetweenCalls)

/** Node marks promises while it notes them. */
const isNoted = () => Object.getOwnPropertySymbols(new Promise(() => {})).length > 0

test('a call keeps its state to its end, whoever else comes and goes', async () => {
  const state: RequestStateWeakMap = new WeakMap()
  let end = () => {}
  const long = runWithRequestState(state, async () => {
    await new Promise<void>(resolve => {
      end = resolve
    })
    return (await getCurrentRequestState()) === state
  })
  await runWithRequestState(new WeakMap(), async () => expect(await hasRequestState()).toBe(true))
  await expect(
    runWithRequestState(new WeakMap(), async () => {
      throw new Error('refused')
    }),
  ).rejects.toThrow('refused')
  await setTimeout(0)
  end()
  expect(await long).toBe(true)
})

test('when the last call is over, nothing is followed any more, until the next', async () => {
  const during = await runWithRequestState(new WeakMap(), async () => isNoted())
  expect(await hasRequestState()).toBe(false)
  expect((await getRequestStateAsyncLocalStorage()).getStore()).toBeUndefined()
  expect(isNoted()).toBe(false)
  // Newer versions of Node follow without noting anything.
  if (process.versions.node.startsWith('20.')) expect(during).toBe(true)
  expect(await runWithRequestState(new WeakMap(), hasRequestState)).toBe(true)
})
