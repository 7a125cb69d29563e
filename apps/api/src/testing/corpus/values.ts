import { newId } from '../../ids.ts'
import { type Fields, isFields, numberOf, textOf } from './corpus.ts'

// The corpus's little language of values: repeat, concat, hex, utf16, nest, raw, ref and make.

/** JSON that is written as it stands, without quotes. */
export class RawJson {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** What a `ref` or a `make` stands for; throws for a name it does not know. */
export interface Names {
  ref(name: string): string
  make(name: string, value: Fields): unknown
}

/** Values that need nothing but themselves. */
export function makePlain(name: string, value: Fields): unknown {
  const n = typeof value.n === 'number' ? value.n : 0
  switch (name) {
    case 'object_with_n_keys':
      return Object.fromEntries(Array.from({ length: n }, (_, i) => [`k${i}`, 'v']))
    case 'object_bytes': {
      const bytes = numberOf(value.bytes)
      return Object.fromEntries(
        Array.from({ length: Math.ceil(bytes / 490) }, (_, i) => [`k${i}`, 'v'.repeat(480)]),
      )
    }
    case 'n_ids':
      return Array.from({ length: n }, () => newId('attachment'))
    case 'n_headers':
      return Object.fromEntries(Array.from({ length: n }, (_, i) => [`x-${i}`, '1']))
    case 'ranges':
      return `bytes=${Array.from({ length: n }, (_, i) => `${i}-${i + 9}`).join(',')}`
    case 'upper':
      return textOf(value.of).toUpperCase()
    case 'flip_last_char': {
      const text = textOf(value.of)
      return text.slice(0, -1) + (text.endsWith('A') ? 'B' : 'A')
    }
    default:
      throw new Error(`the corpus makes “${name}”, which the harness does not know`)
  }
}

/** A value as it is sent; `hex` becomes bytes, `nest` and `raw` become raw JSON. */
export function expand(value: unknown, names: Names): unknown {
  if (Array.isArray(value)) return value.map(entry => expand(entry, names))
  if (!isFields(value)) return value
  if ('repeat' in value && 'times' in value) return textOf(value.repeat).repeat(numberOf(value.times))
  if (Array.isArray(value.concat)) return value.concat.map(part => textOf(expand(part, names))).join('')
  if ('hex' in value) return Buffer.from(textOf(value.hex), 'hex')
  if (Array.isArray(value.utf16))
    return String.fromCharCode(...value.utf16.map(unit => Number.parseInt(textOf(unit), 16)))
  if (isFields(value.nest)) {
    const { open, close, times, inner } = value.nest
    const [n, middle] = [numberOf(times), textOf(inner)]
    return new RawJson(textOf(open).repeat(n) + middle + textOf(close).repeat(n))
  }
  if ('raw' in value && Object.keys(value).length === 1) return new RawJson(textOf(value.raw))
  if ('ref' in value) return names.ref(textOf(value.ref))
  if ('make' in value) {
    const more = Object.entries(value).map(([key, entry]) => [key, expand(entry, names)])
    return names.make(textOf(value.make), Object.fromEntries(more))
  }
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, expand(entry, names)]))
}

/** JSON of an expanded value. */
export function toJson(value: unknown): string {
  if (value instanceof RawJson) return value.text
  if (Array.isArray(value)) return `[${value.map(toJson).join(',')}]`
  if (isFields(value))
    return `{${Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .map(([key, entry]) => `${JSON.stringify(key)}:${toJson(entry)}`)
      .join(',')}}`
  return JSON.stringify(value)
}
