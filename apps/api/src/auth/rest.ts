import type { AsyncLocalStorage } from 'node:async_hooks'
import {
  getCurrentAuthContextAsyncLocalStorage,
  getCurrentDBAdapterAsyncLocalStorage,
  getRequestStateAsyncLocalStorage,
} from '@better-auth/core/context'

let resting: Promise<void> | undefined

/**
 * Better Auth follows each of its calls with AsyncLocalStorage. From its first call on, Node notes every promise of
 * the whole process, which is a sixth of what a message costs here; so it rests while none of its calls runs. The
 * next call wakes it by itself.
 */
export function restBetweenCalls(): Promise<void> {
  resting ??= watch()
  return resting
}

async function watch() {
  const storages: AsyncLocalStorage<unknown>[] = await Promise.all([
    getRequestStateAsyncLocalStorage(),
    getCurrentAuthContextAsyncLocalStorage(),
    getCurrentDBAdapterAsyncLocalStorage(),
  ])
  let running = 0
  const over = () => {
    if (--running === 0) for (const storage of storages) storage.disable()
  }
  for (const storage of storages) {
    const run = storage.run.bind(storage)
    storage.run = <R>(store: unknown, work: () => R): R => {
      running++
      let result: R | undefined
      try {
        result = run(store, work)
        return result
      } finally {
        if (result instanceof Promise) result.then(over, over)
        else over()
      }
    }
  }
}
