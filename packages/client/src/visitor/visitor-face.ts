import type { Answer, Input, Visitor as Profile, VisitorDepartment } from '@halloo/protocol'
import type { Unsent } from '../outbox/entry.ts'
import type { EventOf, VisitorSide } from '../side.ts'
import type { Frame, SocketStatus } from '../socket-face.ts'
import type { State } from '../state.ts'
import type { TextStorage } from './storage.ts'

export interface VisitorOptions {
  /** Origin of the Halloo server: `https://chat.example.com`. */
  url: string
  /** The public widget key, `pk_…`. */
  key: string
  /** Where session and unsent words survive the process; in memory unless given. */
  storage?: TextStorage
  /** For a runtime without one of its own; without any, news are asked for instead. */
  WebSocket?: typeof WebSocket
  fetch?: typeof fetch
}

/** A phone number as people write it, and a password of 10 to 128 characters. */
export type PhoneAndPassword = Omit<Input<'POST /v1/widget/sign-in'>['body'], 'key'>

type Started = Input<'POST /v1/widget/conversations'>['body']
/** What a new conversation begins with. */
export type Start = Omit<Started, 'id' | 'message'>

/** What can be heard, by name, with what it carries. */
export type VisitorEvents = {
  [E in EventOf<VisitorSide> as E['type']]: E['data']
} & {
  typing: Frame<'typing'>
  /** Whether anybody of the team is there. */
  presence: { isOnline: boolean }
  status: SocketStatus
  /** Something in `state` or `unsent` is another now. */
  change: undefined
  /** The session has ended: signed out by the team, revoked, or run out. */
  signed_out: undefined
}

/** The bytes of a file, and what it is called. */
export interface VisitorFile {
  name: string
  blob: Blob
}

/** One visitor of one organization, as an app sees them. */
export interface Visitor {
  /** Everything known, never changed in place. */
  readonly state: State<VisitorSide>
  /** Who they are; undefined before the first act. */
  readonly me: Profile | undefined
  readonly status: SocketStatus
  /** Comes back as whoever was here before; says whether there was anybody. Nobody is made of nothing. */
  open(): Promise<boolean>
  /** Makes an app user, of the anonymous visitor if there is one: what they wrote stays theirs. */
  signUp(who: PhoneAndPassword): Promise<Profile>
  signIn(who: PhoneAndPassword): Promise<Profile>
  /** Becomes whom a token of your server names; what was written before is theirs. */
  identify(token: string): Promise<Profile>
  /** Forgets the session and everything unsent, here. */
  signOut(): Promise<void>
  /** Changes what they say of themselves. */
  update(profile: Input<'PATCH /v1/widget/me'>['body']): Promise<Profile>
  departments(): Promise<VisitorDepartment[]>
  conversations: {
    list(): Promise<VisitorSide['conversation'][]>
    /** Begins a conversation with a message, and answers its id at once: it is sent when there is a network. */
    start(content: string, start?: Start): string
    /** Ends it. */
    close(conversationId: string): Promise<VisitorSide['conversation']>
  }
  /** A page of messages in order of `seq`: the newest, or those before one. */
  messages(
    conversationId: string,
    beforeSeq?: number,
  ): Promise<Answer<'GET /v1/widget/conversations/:conversationId/messages'>>
  /** Sends a message once, in order, now or when there is a network. */
  send(conversationId: string, content: string, files?: readonly VisitorFile[]): void
  /** What is on its way, or was refused. */
  unsent(): Unsent<Start>[]
  /** Sends what was refused again, under the same id; with what its conversation is to begin with, if that is new. */
  retry(messageId: string, start?: Start): void
  discard(messageId: string): void
  /** Says that everything up to a message was seen; all that is known unless said otherwise. */
  markRead(conversationId: string, seq?: number): Promise<void>
  /** Says that they are writing; call it at each letter, it is told once a second. */
  typing(conversationId: string): void
  /** Hears of something; the answer ends it. */
  on<E extends keyof VisitorEvents>(event: E, listener: (data: VisitorEvents[E]) => void): () => void
  /** Lets go of the network and of timers, for good. What is unsent waits for the next visitor with this storage. */
  disconnect(): void
}
