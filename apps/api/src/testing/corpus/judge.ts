import { expect } from 'vitest'
import { expectCalm } from './always.ts'
import { type Fields, fieldsOf, isFields } from './corpus.ts'
import { SEEN_ELSEWHERE } from './corpus-map.ts'
import type { Reply } from './wire.ts'

/** A look at one part of an expectation that only some cases have. */
export type Look = (wanted: unknown, reply: Reply) => void | Promise<void>

/** Compares an answer with what is expected of it. A part that nobody looks at fails. */
export async function judge(reply: Reply, wanted: Fields, looks: Record<string, Look> = {}) {
  expectCalm(reply)
  for (const [part, value] of Object.entries(wanted)) {
    if (value === undefined) continue
    const look = looks[part] ?? COMMON[part]
    if (look) await look(value, reply)
    else if (!(part in SEEN_ELSEWHERE)) throw new Error(`nobody looks at “${part}”`)
  }
}

const problemOf = (reply: Reply) => fieldsOf(reply.json)
const toldBy = (reply: Reply) => `answer: ${reply.status} ${reply.text.slice(0, 300)}`

const COMMON: Record<string, Look> = {
  status: (wanted, reply) => expect(reply.status, toldBy(reply)).toBe(wanted),
  status_any: (wanted, reply) => expect(wanted, toldBy(reply)).toContain(reply.status),
  code: (wanted, reply) => expect(problemOf(reply).code, toldBy(reply)).toBe(wanted),
  errors: (wanted, reply) =>
    expect(problemOf(reply).errors, toldBy(reply)).toEqual(expect.arrayContaining(wanted as unknown[])),
  errors_any: (wanted, reply) => {
    const errors = problemOf(reply).errors
    const codes = Array.isArray(errors) ? errors.map(error => fieldsOf(error).code) : []
    expect(codes, toldBy(reply)).not.toEqual([])
    for (const code of codes) expect(wanted).toContain(code)
  },
  content_type: (wanted, reply) => expect(reply.headers['content-type']).toBe(wanted),
  header(wanted, reply) {
    for (const [name, value] of Object.entries(fieldsOf(wanted))) expectHeader(reply, name, value)
  },
  no_location_outside: (_, reply) => expect(reply.headers.location).toBeUndefined(),
  body_has_none_of(wanted, reply) {
    for (const text of wanted as string[]) expect(reply.text).not.toContain(text)
  },
  rows: (wanted, reply) => {
    const { items } = fieldsOf(reply.json)
    expect(Array.isArray(items) ? items.length : undefined, toldBy(reply)).toBe(wanted)
  },
}

function expectHeader(reply: Reply, name: string, value: unknown) {
  const given = reply.headers[name]
  if (value === 'present') expect(given, name).toBeDefined()
  else if (value === 'present on 429') {
    if (reply.status === 429) expect(given, name).toBeDefined()
  } else if (value === 'absent') expect(given, name).toBeUndefined()
  else if (name === 'vary') expect(given, name).toContain(value)
  else if (name === 'content-security-policy') expect(given, name).toContain(value)
  else expect(given, name).toBe(value)
}

/** What an answer says of the message that was written. */
export function messageOf(reply: Reply): Fields {
  const { message } = fieldsOf(reply.json)
  if (!isFields(message)) throw new Error(`no message in ${toldBy(reply)}`)
  return message
}
