/** What a key asks for. */
export type Command =
  | 'next'
  | 'previous'
  | 'accept'
  | 'reply'
  | 'resolve'
  | 'assign'
  | 'transfer'
  | 'priority'
  | 'select'
  | 'undo'
  | 'search'
  | 'help'
  | 'details'
  | 'escape'
  | 'palette'
  | 'go-queue'
  | 'go-mine'
  | 'go-all'
  | 'go-ended'

export interface Stroke {
  key: string
  mod: boolean
  alt: boolean
  /** In a text field single letters are text. */
  writing: boolean
}

/** Every key with its words, in the order in which the help lists them. */
export const KEYS: readonly { keys: string; command: Command; words: string }[] = [
  { keys: 'j', command: 'next', words: 'Next conversation' },
  { keys: 'k', command: 'previous', words: 'Previous conversation' },
  { keys: 'a', command: 'accept', words: 'Accept' },
  { keys: 'r', command: 'reply', words: 'Reply' },
  { keys: 'e', command: 'resolve', words: 'Resolve' },
  { keys: 'i', command: 'assign', words: 'Assign' },
  { keys: 't', command: 'transfer', words: 'Hand to a department' },
  { keys: 'p', command: 'priority', words: 'Priority' },
  { keys: 'x', command: 'select', words: 'Select' },
  { keys: 'z', command: 'undo', words: 'Undo' },
  { keys: '/', command: 'search', words: 'Search' },
  { keys: ']', command: 'details', words: 'Show or hide details' },
  { keys: 'g q', command: 'go-queue', words: 'Go to the queue' },
  { keys: 'g m', command: 'go-mine', words: 'Go to mine' },
  { keys: 'g a', command: 'go-all', words: 'Go to all active' },
  { keys: 'g e', command: 'go-ended', words: 'Go to ended' },
  { keys: '?', command: 'help', words: 'All keys' },
]

/** Reads one stroke after another; `pending` is the first half of a pair such as `g q`. */
export function readStroke(
  stroke: Stroke,
  pending: string,
  singleKeys: boolean,
): { command?: Command; pending: string } {
  if (stroke.mod && stroke.key.toLowerCase() === 'k') return { command: 'palette', pending: '' }
  if (stroke.key === 'Escape') return { command: 'escape', pending: '' }
  if (stroke.writing || stroke.mod || stroke.alt || !singleKeys) return { pending: '' }
  const wanted = pending ? `${pending} ${stroke.key}` : stroke.key
  const row = KEYS.find(entry => entry.keys === wanted)
  if (row) return { command: row.command, pending: '' }
  return { pending: !pending && stroke.key === 'g' ? 'g' : '' }
}
