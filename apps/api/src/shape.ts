import type { z } from 'zod'

/** What a service may return for an answer: the same, with dates in place of their text. */
export type Presentable<T> = T extends string
  ? T | Date
  : T extends readonly (infer U)[]
    ? Presentable<U>[]
    : T extends object
      ? { [K in keyof T]: Presentable<T[K]> }
      : T

/** Cuts an answer to its schema: columns that the contract does not name never leave the house. */
export const shape = <S extends z.ZodType>(schema: S, value: unknown): z.output<S> =>
  schema.parse(withoutDates(value))

function withoutDates(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(withoutDates)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withoutDates(entry)]))
}
