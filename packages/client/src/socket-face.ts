import type { Answer, ByeReason, Down, Input, Operation } from '@halloo/protocol'
import type { Clock } from './clock.ts'
import type { EventOf, MemberSide, Side } from './side.ts'
import type { Transport } from './way.ts'
import type { OpenWire } from './wire.ts'

/** `closed` will not come back by itself: the server wants us no more. `waiting`: back in a while. */
export type SocketStatus = 'idle' | 'connecting' | 'open' | 'waiting' | 'closed'
export type Frame<T extends Down['t']> = Extract<Down, { t: T }>

export interface SocketListener<S extends Side = MemberSide> {
  event(event: EventOf<S>): void
  typing(frame: Frame<'typing'>): void
  viewing(frame: Frame<'viewing'>): void
  presence(frame: Frame<'presence'>): void
  /** Events were missed for good: fetch again what is on screen. */
  resync(): void
  status(status: SocketStatus): void
}

export interface Socket<S extends Side = MemberSide> {
  readonly status: SocketStatus
  /** Why the server ended it, while it is ended. */
  readonly reason?: ByeReason | undefined
  /** How events come; by asking, typing and presence are not told. */
  readonly transport: Transport
  connect(): void
  close(): void
  /** Says that we are writing; at most once a second for each conversation. */
  /** `preview`: a visitor's words so far, where the organization reads them and the visitor was told so. */
  typing(conversationId: string, preview?: string): void
  /** Says what is on screen; said again after each reconnect. */
  viewing(conversationId: string | null): void
  call<K extends Operation>(op: K, input: Input<K>): Promise<Answer<K>>
  listen(listener: Partial<SocketListener<S>>): () => void
}

export interface SocketOptions {
  openWire: OpenWire
  /** What wires are made of at present. */
  transport?: () => Transport
  token?: (() => string | undefined) | undefined
  clock: Clock
  random: () => number
}
