// The outbox: what was written and the server has not confirmed. Kept in the browser, sent once, in order.
import type { Attachment, Message, PreChat } from '@halloo/protocol'
import type { RefusalCode } from '../refusal.ts'

/** Why something was refused, in a form that can be stored. */
export interface Fault {
  code: RefusalCode
  text: string
  /** With `stale_view`: the colleagues' replies that were not on screen. */
  newer?: Message[]
  /** With `questions_unanswered`: what is asked now. */
  preChat?: PreChat
}

/** A file of an entry; its bytes are kept under its id until the message is there. */
export interface EntryFile {
  id: string
  name: string
  size: number
  /** The server has it: it need not be sent again. */
  attachment?: Attachment
  fault?: Fault
}

/** What is kept of one message, from its first letter to the server's answer. */
export interface Entry<X> {
  /** Of the message, made when its writing began: sent twice, it still is one. */
  id: string
  conversationId: string
  content: string
  files: EntryFile[]
  /** Milliseconds, never the same twice in one page. */
  order: number
  /** `failed` waits for a person; those behind it do not. */
  state: 'draft' | 'unsent' | 'failed'
  /** Who wrote it; empty before the server knows them. */
  owner: string
  /** What its sender needs beside the words. */
  extra?: X
  fault?: Fault
}

export interface UnsentFile extends EntryFile {
  /** How much of it the server has, from 0 to 1. */
  ratio: number
}

/** Words and files that wait for Send. */
export interface Draft<X> {
  content: string
  files: UnsentFile[]
  extra: X | undefined
}

/** A message on its way. `queued` will be tried again by itself; `failed` waits for a person. */
export interface Unsent<X> extends Draft<X> {
  id: string
  conversationId: string
  createdAt: string
  state: 'queued' | 'sending' | 'failed'
  fault: Fault | undefined
}

export const inOrder = <X>(entries: Iterable<Entry<X>>) => [...entries].sort((a, b) => a.order - b.order)
