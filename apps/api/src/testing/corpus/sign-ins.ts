import { expect } from 'vitest'
import type { House } from '../house.ts'
import { expectCalm } from './always.ts'
import { type Case, fieldsOf, numberOf } from './corpus.ts'
import { expectedOf } from './corpus-map.ts'
import { judge } from './judge.ts'
import { type Reply, send } from './wire.ts'

/** Guesses a password again and again, each time looking like somebody else. */
export async function playSignIns(house: House, one: Case) {
  const replies: Reply[] = []
  for (let n = 0; n < numberOf(one.input.times); n++) {
    const { path, headers } = disguise(fieldsOf(one.input.headers), n)
    replies.push(
      await send(house, {
        method: 'POST',
        path: `${path}/api/auth/sign-in/email`,
        headers: { origin: house.server.url, 'content-type': 'application/json', ...headers },
        body: JSON.stringify(one.input.body),
      }),
    )
  }
  for (const reply of replies) expectCalm(reply)
  const refused = replies.find(reply => reply.status === 429)
  const last = replies.at(-1)
  if (!refused || !last) throw new Error(`no 429 among ${replies.map(reply => reply.status).join(' ')}`)
  const { last: wanted, header } = expectedOf(one)
  await judge(last, { ...fieldsOf(wanted), header })
  expect(refused.headers['retry-after']).toMatch(/^\d+$/)
}

/** How the nth try differs from the one before; every other try is a plain one where the path is bent. */
function disguise(
  headers: Record<string, unknown>,
  n: number,
): { path: string; headers: Record<string, string> } {
  const forwarded = headers['x-forwarded-for']
  if (headers.path_variant !== undefined) return { path: n % 2 === 0 ? '' : '/', headers: {} }
  const address = Array.isArray(forwarded)
    ? String(forwarded[n % forwarded.length])
    : `2001:db8::${n.toString(16)}`
  return { path: '', headers: { 'x-forwarded-for': address } }
}
