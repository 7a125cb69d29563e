// The browser wire: typed calls, a socket that resumes, one reducer for both sides.

export { type Client, type ClientOptions, createClient } from './client.ts'
export type { Clock } from './clock.ts'
export { newId } from './id.ts'
export { markdown, type Piece } from './markdown.ts'
export type { Draft, Fault, Unsent, UnsentFile } from './outbox/entry.ts'
export type { Outgoing } from './outbox/options.ts'
export { createOutbox, type Outbox } from './outbox/outbox.ts'
export { plainWords } from './plain-words.ts'
export { createReading } from './reading.ts'
export { Refusal, type RefusalCode } from './refusal.ts'
export { request } from './request.ts'
export type { EventOf, MemberSide, Side, SocketPath, VisitorSide } from './side.ts'
export type { Frame, Socket, SocketListener, SocketStatus } from './socket-face.ts'
export type { State } from './state.ts'
export { createStore, type Store } from './store.ts'
export { unreadOf } from './unread.ts'
export type { UploadOperation } from './upload.ts'
export * from './visitor/deliver.ts'
export type { TextStorage } from './visitor/storage.ts'
export { createVisitor } from './visitor/visitor.ts'
export type {
  PhoneAndPassword,
  Start,
  Visitor,
  VisitorEvents,
  VisitorFile,
  VisitorOptions,
} from './visitor/visitor-face.ts'
