import { readFileSync } from 'node:fs'
import { z } from 'zod'

// Reads `bad-inputs.json`: inputs that must be answered with a defined, calm result.

export const SURFACES = [
  'rest',
  'ws',
  'widget_attribute',
  'upload',
  'webhook_receiver',
  'invitation',
  'filter_cursor',
] as const
export type Surface = (typeof SURFACES)[number]

export type Fields = Record<string, unknown>

export interface Case {
  surface: Surface
  case: string
  input: Fields
  expect: Fields
}

const fields = z.record(z.string(), z.unknown())
const corpusFile = z.object({
  cases: z.array(z.object({ surface: z.enum(SURFACES), case: z.string(), input: fields, expect: fields })),
})

/** Every case of the corpus. */
export const CASES: readonly Case[] = corpusFile.parse(
  JSON.parse(readFileSync(new URL('./bad-inputs.json', import.meta.url), 'utf8')),
).cases

/** Numbers between 0 and 1 that are the same for the same seed. */
function randomOf(seed: number) {
  let state = seed >>> 0
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** The same items in an order that only the seed decides. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const random = randomOf(seed)
  return items
    .map(item => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
}

/** A part of a case that must be there, as text. */
export function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new Error(`the corpus has ${JSON.stringify(value)} in place of a text`)
  return value
}

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {})

export const numberOf = (value: unknown): number => {
  if (typeof value !== 'number')
    throw new Error(`the corpus has ${JSON.stringify(value)} in place of a number`)
  return value
}
