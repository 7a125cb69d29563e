import type { PreChat, PreChatField } from '@halloo/protocol'
import { linesOf } from '../settings/lines.ts'

/** What a question asks for. A name has no type of its own: its key says so. */
export type Kind = 'name' | PreChatField['type']

export interface Question {
  /** Stays while key and label change. */
  id: string
  /** The key under which answers are kept; empty until it was saved, and then made from the label. */
  key: string
  label: string
  kind: Kind
  /** One to a line. */
  options: string
  required: boolean
}

export interface PreChatForm {
  questions: Question[]
  consent: { on: boolean; text: string; url: string }
}

const LIMIT = 40
// The first fills the contact's own column, the others are refused.
const RESERVED = ['name', 'constructor', 'prototype']

/**
 * A key that says what a label says, unlike all that are taken.
 * @example keyFrom('Order number', []) // 'order_number'
 */
export function keyFrom(label: string, taken: readonly string[]): string {
  const plain = label
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_\d]+|_+$/g, '')
    .slice(0, LIMIT)
    .replace(/_+$/, '')
  const base = plain || 'question'
  const isFree = (key: string) => !taken.includes(key) && !RESERVED.includes(key)
  if (isFree(base)) return base
  for (let n = 2; ; n++) {
    const key = `${base.slice(0, LIMIT - 1 - String(n).length)}_${n}`
    if (isFree(key)) return key
  }
}

/** The keys of some questions, in their order; those that were saved keep theirs. */
export function keysOf(questions: readonly Question[]): string[] {
  const keys = questions.map(({ kind, key }) => (kind === 'name' ? 'name' : key))
  for (const [at, question] of questions.entries()) keys[at] ||= keyFrom(question.label, keys)
  return keys
}

/** The questions before a chat, as the setting holds them and as they are edited. */
export const preChatCodec = {
  read: (value: PreChat | null): PreChatForm => ({
    questions: (value?.fields ?? []).map(({ key, label, type, options = [], required }) => ({
      id: key,
      key,
      label,
      kind: key === 'name' && type === 'text' ? 'name' : type,
      options: options.join('\n'),
      required,
    })),
    consent: {
      on: !!value?.consent,
      text: value?.consent?.text ?? 'I agree that my words are kept to answer me.',
      url: value?.consent?.url ?? '',
    },
  }),
  write({ questions, consent }: PreChatForm): PreChat | null {
    if (!questions.length && !consent.on) return null
    const keys = keysOf(questions)
    return {
      fields: questions.map(({ label, kind, options, required }, at) => ({
        key: keys[at] ?? '',
        label,
        type: kind === 'name' ? 'text' : kind,
        ...(kind === 'choice' && { options: linesOf(options) }),
        required,
      })),
      consent: consent.on ? { text: consent.text, url: consent.url.trim() || null } : null,
    }
  },
}
