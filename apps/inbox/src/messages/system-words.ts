import type { Message } from '@halloo/protocol'

/** The sentence of a system message: as it was sent, without its full stop, with the reason if one was given. */
export function systemWords(message: Message) {
  const { note } = message.metadata
  const words = message.content.replace(/\.$/, '') || 'Something changed'
  return typeof note === 'string' && note ? `${words} · “${note}”` : words
}
