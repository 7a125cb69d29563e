/** Fetches code when it is wanted; the next attempt may find the network back. */
export function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined
  return () => {
    loading ??= load()
    loading.catch(() => {
      loading = undefined
    })
    return loading
  }
}

/** What those need who write, or who come back to be answered. */
export const loadWire = once(() => import('./wire.ts'))
