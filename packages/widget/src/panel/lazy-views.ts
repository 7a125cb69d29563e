type Loaded = typeof import('./Views.tsx')

let loading: Promise<Loaded> | undefined

/** Fetches what comes after the home view: on intent, or when it is to be shown. */
export function loadViews(): Promise<Loaded> {
  loading ??= import('./Views.tsx')
  // The next attempt may find the network back.
  loading.catch(() => {
    loading = undefined
  })
  return loading
}

export const loadAhead = () => void loadViews().catch(() => {})
