import { ID_PREFIXES, type IdKind, type Row } from '@halloo/protocol'
import type { z } from 'zod'
import type { Loose } from '../testing/caller.ts'

/** A place in a request that holds an id. */
export interface Slot {
  part: 'params' | 'query' | 'body'
  path: (string | number)[]
  kind: IdKind
}

const KIND_OF = Object.fromEntries(
  Object.entries(ID_PREFIXES).map(([kind, prefix]) => [prefix, kind]),
) as Record<string, IdKind>

/** Every id in a sample, found by its prefix; ids that the client makes for something new are not references. */
export function slotsOf(row: Row, sample: Loose): Slot[] {
  return (['params', 'query', 'body'] as const)
    .flatMap(part =>
      findIds(sample[part], [])
        .filter(({ path }) => part !== 'body' || path.at(-1) !== 'id')
        .map(slot => ({ part, ...slot })),
    )
    .concat(queryIds(row.query).map(path => ({ part: 'query' as const, path: [path.name], kind: path.kind })))
}

function findIds(value: unknown, path: (string | number)[]): { path: (string | number)[]; kind: IdKind }[] {
  if (typeof value === 'string') {
    const kind = KIND_OF[/^([a-z]+)_[A-Za-z0-9_-]{21}$/.exec(value)?.[1] ?? '']
    return kind ? [{ path, kind }] : []
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, entry]) =>
    findIds(entry, [...path, Array.isArray(value) ? Number(key) : key]),
  )
}

/** Filters of a list that take an id. */
function queryIds(schema: z.ZodType | undefined): { name: string; kind: IdKind }[] {
  const shape = schema && 'shape' in schema ? (schema.shape as Record<string, z.ZodOptional<z.ZodType>>) : {}
  return Object.entries(shape).flatMap(([name, field]) => {
    const kind = (field.unwrap?.().meta?.() as { 'x-resource'?: IdKind } | undefined)?.['x-resource']
    return kind ? [{ name, kind }] : []
  })
}

/** The sample with another value in a slot. */
export function withValue(sample: Loose, { part, path }: Slot, value: string): Loose {
  const copy = structuredClone({ params: sample.params, query: sample.query, body: sample.body }) as Record<
    string,
    unknown
  >
  copy[part] ??= {}
  let at = copy[part] as Record<string | number, unknown>
  for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>
  at[path.at(-1) ?? ''] = value
  return copy
}
