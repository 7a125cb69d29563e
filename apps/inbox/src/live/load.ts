import type { Refusal } from '@halloo/client'
import { signal } from '@preact/signals'
import { useEffect, useRef, useState } from 'preact/hooks'

/** Goes up when events were missed for good and everything on screen is to be fetched again. */
export const epoch = signal(0)
/** How often the connection has come back. */
export const returns = signal(0)
/** How many fetches are under way. */
export const fetching = signal(0)

export interface Loading<T> {
  /** `quiet` for the first 200 ms, in which nothing is drawn. */
  phase: 'quiet' | 'slow' | 'ready' | 'failed'
  data: T | undefined
  refusal: Refusal | undefined
  retry: () => void
}

/** Fetches for a key; old data of the same key stays on screen while new data is on its way. */
export function useLoad<T>(key: string, load: () => Promise<T>): Loading<T> {
  const [state, setState] = useState<Fetched<T>>({ key, phase: 'quiet' })
  const [attempt, setAttempt] = useState(0)
  const latest = useRef(load)
  latest.current = load
  const current = epoch.value

  useEffect(() => {
    let over = false
    setState(before => (before.key === key && before.phase === 'ready' ? before : { key, phase: 'quiet' }))
    const timer = setTimeout(
      () => setState(before => (before.phase === 'quiet' ? { key, phase: 'slow' } : before)),
      200,
    )
    track(latest.current()).then(
      data => over || setState({ key, phase: 'ready', data }),
      (refusal: Refusal) => over || setState({ key, phase: 'failed', refusal }),
    )
    return () => {
      over = true
      clearTimeout(timer)
    }
  }, [key, current, attempt])

  // What could not be fetched for want of a network is fetched as soon as there is one.
  const isCutOff = state.refusal?.code === 'offline'
  useEffect(() => {
    if (!isCutOff) return
    const last = returns.peek()
    return returns.subscribe(now => {
      if (now !== last) setAttempt(before => before + 1)
    })
  }, [isCutOff])

  const mine: Fetched<T> = state.key === key ? state : { key, phase: 'quiet' }
  return {
    phase: mine.phase,
    data: mine.data,
    refusal: mine.refusal,
    retry: () => setAttempt(attempt + 1),
  }
}

export async function track<T>(work: Promise<T>): Promise<T> {
  fetching.value++
  try {
    return await work
  } finally {
    fetching.value--
  }
}

interface Fetched<T> {
  key: string
  phase: Loading<T>['phase']
  data?: T
  refusal?: Refusal
}
