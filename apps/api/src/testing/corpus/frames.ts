import { newId } from '../../ids.ts'
import { type Case, type Fields, fieldsOf, isFields, textOf } from './corpus.ts'
import { callFrame } from './sockets.ts'
import type { Stage } from './stage.ts'
import { expand, toJson } from './values.ts'

// The corpus's frames in ours: what it sends by a frame of its own is a `call` of an operation here.

const of = (as: unknown, path: string) =>
  as === 'agent'
    ? `/v1/conversations/:conversationId${path}`
    : `/v1/widget/conversations/:conversationId${path}`

/** The text of the frame that a case sends. */
export function frameOf(stage: Stage, one: Case): string {
  const { json, text, op, as } = one.input
  if (typeof op === 'string') return JSON.stringify(callOf(stage, op, as))
  if (json !== undefined) return toJson(sendFrame(fieldsOf(expand(json, stage)), as))
  const expanded = expand(text, stage)
  const plain = typeof expanded === 'string' ? expanded : toJson(expanded)
  const parsed = parse(plain.replace('$own', stage.conversation.id))
  if (parsed?.t === 'message.send') return toJson(sendFrame(parsed, as))
  return plain
    .replace('"conversation":"x"', `"conversationId":"${stage.conversation.id}"`)
    .replace('{"t":"ping","id"', '{"t":"call","op":"GET /v1/widget/me","id"')
}

function parse(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isFields(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** A message; an id of the corpus stands for one of our form, and none for none. */
function sendFrame({ conversation, id, client_id: clientId, text }: Fields, as: unknown): Fields {
  const hasId = id !== undefined || clientId !== undefined
  return callFrame(`POST ${of(as, '/messages')}`, {
    params: { conversationId: conversation },
    body: { ...(hasId && { id: newId('message') }), content: text },
  }).frame
}

/** `subscribe org_b.conversation`, `read org_b.message`: there is nothing to subscribe to, so it is asked for. */
function callOf(stage: Stage, op: string, as: unknown): Fields {
  const [verb = '', target = '', more] = op.split(' ')
  const known = { 'org_b.conversation': 'org_b.conversation.id', 'org_b.message': 'org_b.conversation.id' }
  const names: Record<string, string> = {
    ...known,
    'visitor2.conversation': 'visitor2.conversation.id',
    own: 'own.conversation.id',
  }
  const name = names[target]
  const params = { conversationId: name ? stage.ref(name) : target }
  if (verb === 'subscribe') return callFrame(`GET ${of(as, '')}`, { params }).frame
  if (verb === 'read') return callFrame(`PUT ${of(as, '/read')}`, { params, body: { seq: 1 } }).frame
  if (verb !== 'message.send')
    throw new Error(`the corpus has the frame “${op}”, which the map does not know`)
  const attachmentIds = more ? [stage.ref(`${textOf(more.split('=')[1])}.id`)] : undefined
  const body = { id: newId('message'), content: 'a', attachmentIds }
  return callFrame(`POST ${of(as, '/messages')}`, { params, body }).frame
}
