import { newId } from '../../ids.ts'
import { type Case, type Fields, fieldsOf, isFields, numberOf, textOf } from './corpus.ts'
import { addressOf, ourBody, ourQuery } from './corpus-map.ts'
import type { Stage } from './stage.ts'
import { expand, type Names, toJson } from './values.ts'
import { encodePath, type Sent } from './wire.ts'

// Turns the input of a case into a request to our addresses.

/** Who asks, and about which conversation. */
export interface Scene {
  names: Names
  /** The conversation that the case is about, where it names none. */
  conversationId: string
  /** Headers in place of those of the actor. */
  as?: Record<string, string>
}

const KNOWN = new Set(
  'op as headers raw_body body multipart method query path transfer times origin state sequence'.split(' '),
)

/** Headers by which an actor of the corpus shows who they are. */
export function credentialsOf(stage: Stage, one: Case): Record<string, string> {
  const as = one.input.as ?? 'nobody'
  const { members, visitors, a } = stage
  if (as === 'nobody') return {}
  if (as === 'anonymous') return { origin: stage.house.server.url }
  if (as === 'public_key') return { authorization: `Bearer ${a.key}`, origin: a.origin }
  if (as === 'agent_cookie') {
    // A browser names the page that it sends from; these cases are about what it says there.
    const origin = one.case.startsWith('csrf') ? {} : { origin: stage.house.server.url }
    return { cookie: members.agent.cookie, ...origin }
  }
  const found = Object.entries({ ...members, ...visitors }).find(([name]) => name === as)
  if (!found) throw new Error(`the corpus has the actor “${String(as)}”, whom the stage does not know`)
  return found[1].headers
}

/** The request of a case. `body` stands in for the one that the case has. */
export function requestOf(stage: Stage, one: Case, scene: Scene, body: unknown = one.input.body): Sent {
  const { input } = one
  for (const key of Object.keys(input)) if (!KNOWN.has(key)) throw new Error(`“${key}” is not understood`)
  const op = textOf(input.op)
  const [method = '', path = ''] = addressOf(op, input.as).split(' ')
  const given = headersOf(input, scene)
  const session = op === 'widget.session.create'
  const { authorization: key, ...rest } = given
  const own = scene.as ?? credentialsOf(stage, one)
  const origin = typeof input.origin === 'string' ? { origin: input.origin } : {}
  const content = session
    ? { type: 'application/json', bytes: toJson({ key: keyOf(stage, input, key) }) }
    : contentOf(op, input, body, scene.names)
  return {
    method: typeof input.method === 'string' ? input.method : method,
    path: pathOf(path, stage, input, scene) + queryOf(input, scene.names),
    headers: {
      ...(session ? { origin: own.origin ?? '' } : own),
      ...origin,
      ...(content && { 'content-type': content.type }),
      ...(session ? rest : given),
    },
    body: content?.bytes,
    chunked: input.transfer === 'chunked',
  }
}

/** The corpus puts the key into a header; here it is a field of the body. */
const keyOf = (stage: Stage, input: Fields, header: string | string[] | undefined) =>
  header === undefined && input.as === 'public_key' ? stage.a.key : header

function headersOf(input: Fields, { names }: Scene): Record<string, string | string[]> {
  const headers = fieldsOf(expand(input.headers ?? {}, names))
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [name, textOf(value)]),
  )
}

function pathOf(path: string, stage: Stage, input: Fields, { names, conversationId }: Scene) {
  const given = isFields(input.path) ? expand(input.path.conversation, names) : conversationId
  return path
    .replace(':key', stage.a.key)
    .replace(':memberId', stage.members.agent.id)
    .replace(':conversationId', () => encodePath(textOf(given)))
}

function queryOf(input: Fields, names: Names) {
  if (input.query === undefined) return ''
  return `?${encodePath(ourQuery(textOf(expand(input.query, names))))}`
}

const isMessage = (op: string) => op.endsWith('.message.create')

function contentOf(op: string, input: Fields, body: unknown, names: Names) {
  if (input.raw_body !== undefined) {
    const raw = expand(input.raw_body, names)
    return { type: 'application/json', bytes: isMessage(op) ? withId(raw) : asBytes(raw) }
  }
  if (Array.isArray(input.multipart)) return formOf(input.multipart)
  if (!('body' in input)) return undefined
  const value = expand(body, names)
  if (!isFields(value)) return { type: 'application/json', bytes: toJson(value) }
  const ours = ourBody(value, op)
  // A message has an id that its sender makes: one of our form, unless the case is about it.
  const made = isMessage(op) && !isOtherForm(ours.id) ? { ...ours, id: newId('message') } : ours
  return { type: 'application/json', bytes: toJson(made) }
}

/** The corpus's own ids are ULIDs; a UUID is there to be refused. */
const isOtherForm = (id: unknown) => typeof id === 'string' && id.includes('-')

/** A message as raw text or bytes, with our name for its text and an id of our form. */
function withId(raw: unknown) {
  const text = asBytes(raw).toString('latin1')
  return Buffer.from(text.replace('{"text":', `{"id":"${newId('message')}","content":`), 'latin1')
}

const asBytes = (raw: unknown) => (raw instanceof Uint8Array ? Buffer.from(raw) : Buffer.from(textOf(raw)))

function formOf(fields: unknown[]) {
  const boundary = 'corpus-boundary'
  const parts = fields.map(field => {
    const [name, value] = Array.isArray(field) ? field : []
    return `--${boundary}\r\nContent-Disposition: form-data; name="${textOf(name)}"\r\n\r\n${textOf(value)}\r\n`
  })
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    bytes: Buffer.from(`${parts.join('')}--${boundary}--\r\n`),
  }
}

/** How often a case is sent. */
export const timesOf = (one: Case) => (one.input.times === undefined ? 1 : numberOf(one.input.times))
