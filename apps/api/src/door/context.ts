import type { Transaction } from '@halloo/db'
import type { Answer, Contract, Operation, Validated } from '@halloo/protocol'
import type { MemberActor, TenantActor, VisitorActor } from '../auth/actor.ts'
import type { Emit, EmitMessage } from '../events/collect.ts'
import type { Presentable } from '../shape.ts'
import type { TenantStorage } from '../storage/storage.ts'
import type { TenantVault } from '../storage/vault.ts'

/** What a service works with: it writes, emits, returns. */
export interface Context<A extends TenantActor = MemberActor | VisitorActor> {
  actor: A
  tx: Transaction
  emit: Emit
  emitMessage: EmitMessage
  /** Notes who changed what, for the organization's admins. */
  audit(action: string, target: string | null, data?: Record<string, unknown>): void
  now(): Date
  /** The origin under which the world knows this server. */
  publicUrl: string
  storage: TenantStorage
  vault: TenantVault
  upload: Upload | null
  /** The version that the caller believes to change (`If-Match`). */
  ifVersion: number | null
}

/** A file that came with the request. */
export interface Upload {
  fileName: string
  /** What the sender says that it is. */
  declaredType: string | undefined
  bytes: Uint8Array<ArrayBuffer>
}

type OpenPermission = 'widget:start' | 'sign_in:see'

/** Operations by who may call them. */
/** Those that open no transaction around their handler. */
type DirectOperation = {
  [K in Operation]: Contract[K] extends { batch: true } | { waits: true } ? K : never
}[Operation]
type VisitorOperation = { [K in Operation]: Contract[K]['can'] extends 'widget:use' ? K : never }[Operation]
type OpenOperation = { [K in Operation]: Contract[K]['can'] extends OpenPermission ? K : never }[Operation]
export type ActorOf<K extends Operation> = K extends VisitorOperation ? VisitorActor : MemberActor

/** One handler for each operation: a missing or an extra one does not compile. */
export type Handlers = {
  [K in Exclude<Operation, OpenOperation | DirectOperation>]: (
    ctx: Context<ActorOf<K>>,
    input: Validated<K>,
  ) => Promise<Presentable<Answer<K>>>
}

/** Handlers that write in company, or wait: they get the actor, and no transaction. */
export type DirectHandlers = {
  [K in DirectOperation]: (
    ctx: DirectContext<ActorOf<K>>,
    input: Validated<K>,
  ) => Promise<Presentable<Answer<K>> | Written>
}

export interface DirectContext<A extends MemberActor | VisitorActor = MemberActor | VisitorActor> {
  actor: A
  requestId: string
  now(): Date
  /** The caller has gone away. */
  signal: AbortSignal | undefined
}

/** An answer that is JSON text already, made by the database from the contract's columns. */
export class Written {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** Handlers of operations that carry their own credential, and find their tenant by it. */
export type OpenHandlers = {
  [K in OpenOperation]: (ctx: OpenContext, input: Validated<K>) => Promise<Presentable<Answer<K>>>
}

export interface OpenContext {
  requestId: string
  now(): Date
  origin: string | null
  userAgent: string | null
  address: string
  /** A token sent along that the operation does not ask for; whose it is, nobody has looked yet. */
  bearer: string | null
}
