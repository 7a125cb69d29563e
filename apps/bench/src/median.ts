import type { Run } from './measure.ts'

export const medianOf = (values: number[]) => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low, high] = [sorted[middle - 1] ?? Number.NaN, sorted[middle] ?? Number.NaN]
  return sorted.length % 2 === 1 ? high : (low + high) / 2
}

/** The median of one figure over runs. */
export function median(runs: Run[], of: NumberOf<Run> | ((run: Run) => number)) {
  return medianOf(runs.map(run => (typeof of === 'function' ? of(run) : run[of])))
}

type NumberOf<T> = { [K in keyof T]: T[K] extends number ? K : never }[keyof T]
