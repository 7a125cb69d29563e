import { nanoid } from 'nanoid'

// An id looks like any other, and its tail says who sent it and when in their row: nothing has to be looked up.

const DIGITS = 4
const RANGE = 36 ** DIGITS
const RANDOM = 21 - 2 * DIGITS
const digits = (value: number) => (value % RANGE).toString(36).padStart(DIGITS, '0')

export const makeId = (sender: number, n: number) => `msg_${nanoid(RANDOM)}${digits(sender)}${digits(n)}`

/** Sender and number of the message that a frame speaks of, without parsing it. */
export function readId(frame: Buffer): { sender: number; n: number } | undefined {
  const at = frame.indexOf('msg_')
  if (at < 0) return undefined
  const tail = at + 4 + RANDOM
  const sender = Number.parseInt(frame.toString('latin1', tail, tail + DIGITS), 36)
  const n = Number.parseInt(frame.toString('latin1', tail + DIGITS, tail + 2 * DIGITS), 36)
  return { sender, n }
}
