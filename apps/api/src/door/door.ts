import { can, contract, type Operation, type Row } from '@halloo/protocol'
import { type Actor, credentialOf, type MemberActor, roleOf, type VisitorActor } from '../auth/actor.ts'
import { hashToken } from '../auth/visitor-token.ts'
import { Refusal } from '../refusal.ts'
import { shape } from '../shape.ts'
import { createTurns, type Turns } from './concurrency.ts'
import {
  type Context,
  type DirectContext,
  type DirectHandlers,
  type Handlers,
  type OpenHandlers,
  type Upload,
  Written,
} from './context.ts'
import { asRefusal } from './faults.ts'
import { addressKey, type Limits } from './limits.ts'
import { type TransactionParts, transact } from './transaction.ts'
import { validate } from './validate.ts'

export interface DoorParts extends TransactionParts {
  handlers: Handlers
  openHandlers: OpenHandlers
  directHandlers: DirectHandlers
  limits: Limits
}

export interface DoorRequest {
  op: Operation
  actor: Actor
  params?: unknown
  query?: unknown
  body?: unknown
  upload?: Upload | null
  ifVersion?: number | null
  address: string
  origin: string | null
  bearer?: string | null
  userAgent: string | null
  requestId: string
  signal?: AbortSignal | undefined
}

export interface DoorAnswer {
  status: number
  /** The body as JSON. */
  text: string
}

export type Door = (request: DoorRequest) => Promise<DoorAnswer>

/**
 * The one doorway, for HTTP and sockets alike: limit → permission → validation → the tenant's transaction →
 * handler → log → answer. Whoever knocks has been authenticated by the transport.
 * @throws Refusal for everything that is not to be done
 */
export const createDoor = (parts: DoorParts): Door => {
  const turns = createTurns()
  return async request => {
    const row: Row = contract[request.op]
    if (parts.limits.isOn) await takeFromLimits(parts.limits, request)
    if (!can(roleOf(request.actor), row.can))
      throw new Refusal(request.actor.kind === 'anyone' ? 'unauthenticated' : 'forbidden')
    const input = validate(row, request)
    try {
      const answer = await handled(parts, turns, request, row, input)
      const text = answer instanceof Written ? answer.text : JSON.stringify(shape(row.returns, answer))
      return { status: row.status ?? 200, text }
    } catch (error) {
      throw asRefusal(error)
    }
  }
}

function handled(parts: DoorParts, turns: Turns, request: DoorRequest, row: Row, input: object) {
  const { actor } = request
  if (actor.kind === 'anyone') return openly(parts, request, input)
  if (row.batch || row.waits) return directly(parts, request, actor, input)
  // No organization may fill the pool: neither with slow lists, nor by waiting for its own locks.
  return turns.take(actor.organizationId, () => within(parts, request, actor, input))
}

function within(parts: DoorParts, request: DoorRequest, actor: MemberActor | VisitorActor, input: object) {
  const handle = parts.handlers[request.op as keyof Handlers] as (
    ctx: Context,
    input: object,
  ) => Promise<unknown>
  const told = request.op.startsWith('GET ') ? { ...parts, published: () => {} } : parts
  return transact(told, actor, request, ctx => handle(ctx, input))
}

const directly = (
  parts: DoorParts,
  request: DoorRequest,
  actor: MemberActor | VisitorActor,
  input: object,
) => {
  const handle = parts.directHandlers[request.op as keyof DirectHandlers] as (
    ctx: DirectContext,
    input: object,
  ) => Promise<unknown>
  const { requestId, signal } = request
  return handle({ actor, requestId, signal, now: parts.now }, input)
}

const openly = (parts: DoorParts, request: DoorRequest, input: object) => {
  const handle = parts.openHandlers[request.op as keyof OpenHandlers] as (
    ctx: object,
    input: object,
  ) => Promise<unknown>
  const { origin, userAgent, address, requestId, bearer = null } = request
  return handle({ now: parts.now, origin, userAgent, address, requestId, bearer }, input)
}

const STARTS_TALK = new Set<Operation>([
  'POST /v1/widget/conversations/:conversationId/messages',
  'POST /v1/widget/conversations',
])

/** They read, or rewrite, everything of somebody. */
const PRIVACY = new Set<Operation>(['GET /v1/widget/me/export', 'DELETE /v1/widget/me'])

const widgetKeyIn = (body: unknown) => String((body as { key?: unknown } | undefined)?.key).slice(0, 64)

async function takeFromLimits(limits: Limits, { actor, op, address, body, bearer }: DoorRequest) {
  const credential = credentialOf(actor, address)
  const at = addressKey(address)
  if (actor.kind === 'member') return limits.take('member request per credential', credential)
  if (op === 'POST /v1/widget/sessions') {
    await limits.take('session per address, minute', at)
    await limits.take('session per address, hour', at)
    await limits.take('session per widget key', widgetKeyIn(body))
    if (bearer) await limits.take('identity per session', hashToken(bearer))
  }
  if (op === 'POST /v1/widget/sign-in' || op === 'POST /v1/widget/sign-up') {
    await limits.take('sign-in per address', at)
    await limits.take('sign-in per widget key', widgetKeyIn(body))
    if (op === 'POST /v1/widget/sign-up') await limits.take('sign-up per address', at)
  }
  const taken = [limits.take('visitor request per address', at)]
  if (actor.kind === 'visitor') taken.push(limits.take('visitor request per credential', credential))
  if (op === 'POST /v1/widget/attachments') taken.push(limits.take('upload per credential', credential))
  if (PRIVACY.has(op)) taken.push(limits.take('privacy request per credential', credential))
  if (op === 'POST /v1/widget/conversations/:conversationId/transcript')
    taken.push(limits.take('transcript mail per credential', credential))
  if (STARTS_TALK.has(op))
    taken.push(
      limits.take('message burst per credential', credential),
      limits.take('message per credential', credential),
      limits.take('message per address', at),
    )
  await Promise.all(taken)
}
