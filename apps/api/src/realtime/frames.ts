import type { Up } from '@halloo/protocol'
import { contract, type Operation, type Row, UP_TYPES, up } from '@halloo/protocol'
import type { Door } from '../door/door.ts'
import { parseJson } from '../door/read-body.ts'
import { validate } from '../door/validate.ts'
import { notFound, Refusal, toProblem } from '../refusal.ts'
import type { SocketConnection } from './socket-connection.ts'

const ROW = { can: 'widget:use', summary: '', tag: '', returns: up, body: up } satisfies Row

/** Reads a text frame. @throws Refusal with the same codes as HTTP */
export function readFrame(text: string): Up {
  const value = parseJson(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) validate(ROW, { body: value })
  const type = (value as { t?: unknown }).t
  if (typeof type === 'string' && !UP_TYPES.includes(type))
    throw new Refusal('validation_failed', { errors: [{ pointer: '/t', code: 'not_allowed_value' }] })
  return validate(ROW, { body: value }).body as Up
}

type Call = Extract<Up, { t: 'call' }>

/** Answers a `call` through the same doorway as HTTP. */
export async function answerCall(
  door: Door,
  connection: SocketConnection,
  call: Call,
  more: { address: string; origin: string | null; requestId: string },
) {
  try {
    if (!isOperation(call.op, connection)) throw notFound()
    const { status, text } = await door({
      op: call.op,
      actor: connection.actor,
      params: call.params,
      query: call.query,
      body: call.body,
      userAgent: null,
      ...more,
    })
    connection.sendText(`{"t":"answer","id":${JSON.stringify(call.id)},"status":${status},"body":${text}}`)
  } catch (error) {
    const refusal = error instanceof Refusal ? error : new Refusal('internal')
    const problem = toProblem(refusal, more.requestId)
    connection.send({ t: 'answer', id: call.id, status: problem.status, body: problem })
    if (!(error instanceof Refusal)) throw error
  }
}

/** An operation of the connection's own side; files only come over HTTP. */
function isOperation(op: string, connection: SocketConnection): op is Operation {
  if (!Object.hasOwn(contract, op)) return false
  const row: Row = contract[op as Operation]
  const ofVisitors = op.includes(' /v1/widget/')
  return row.bodyType !== 'multipart' && ofVisitors === (connection.actor.kind === 'visitor')
}
