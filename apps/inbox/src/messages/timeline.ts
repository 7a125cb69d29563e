import type { Message } from '@halloo/protocol'
import { sameDay } from '../look/time.ts'

/** One line of the log. */
export type Line =
  | { kind: 'day'; key: string; moment: string }
  | { kind: 'fresh'; key: string; moment: string }
  | { kind: 'system'; key: string; messages: Message[] }
  | { kind: 'group'; key: string; ours: boolean; senderId: string | null; messages: Message[] }

const NEAR = 5 * 60_000
const FOLD_OVER = 3

/** The log of a conversation: days, the New line, system lines, and what one person said in a row. */
export function timeline(messages: readonly Message[], freshAfter: number | null): Line[] {
  const lines: Line[] = []
  let before: Message | undefined
  let fresh = freshAfter
  for (const message of messages) {
    if (!before || !sameDay(before.createdAt, message.createdAt))
      lines.push({ kind: 'day', key: `day-${message.seq}`, moment: message.createdAt })
    if (fresh !== null && message.senderType === 'user' && message.seq > fresh) {
      lines.push({ kind: 'fresh', key: 'fresh', moment: message.createdAt })
      fresh = null
    }
    add(lines, message, before)
    before = message
  }
  return lines
}

function add(lines: Line[], message: Message, before: Message | undefined) {
  const last = lines.at(-1)
  if (message.senderType === 'system') {
    if (last?.kind === 'system') last.messages.push(message)
    else lines.push({ kind: 'system', key: message.id, messages: [message] })
    return
  }
  const near = before !== undefined && Date.parse(message.createdAt) - Date.parse(before.createdAt) < NEAR
  if (last?.kind === 'group' && near && speaker(message) === speaker(before)) last.messages.push(message)
  else
    lines.push({
      kind: 'group',
      key: message.id,
      ours: message.senderType !== 'user',
      senderId: message.senderId,
      messages: [message],
    })
}

const speaker = (message: Message) => `${message.senderType} ${message.senderId}`

export const isFolded = (line: Extract<Line, { kind: 'system' }>) => line.messages.length > FOLD_OVER

/** The newest messages that follow each other without a gap; what lies before must be fetched first. */
export function tailOf(messages: readonly Message[]): readonly Message[] {
  let start = messages.length - 1
  while (start > 0 && messages[start - 1]?.seq === (messages[start]?.seq ?? 0) - 1) start--
  return messages.slice(Math.max(0, start))
}

const EMOJI =
  /^(?:\p{Extended_Pictographic}(?:\uFE0F|\u200D\p{Extended_Pictographic}|\p{Emoji_Modifier})*|\p{RI}\p{RI})$/u

/** Up to three emoji and nothing else are shown large. */
export function isEmojiAlone(content: string) {
  const characters = [...new Intl.Segmenter('en').segment(content.replace(/\s/g, ''))]
  return (
    characters.length > 0 && characters.length <= 3 && characters.every(({ segment }) => EMOJI.test(segment))
  )
}
