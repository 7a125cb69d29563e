import type { VisitorMessage } from '@halloo/protocol'
import { timeOf } from '../times.ts'
import { fill, words } from '../words.ts'

/** One sentence about what happened to the conversation. */
export const SystemLine = ({ message }: { message: VisitorMessage }) => (
  <div class="day system">
    {sentenceOf(message)} · {timeOf(message.createdAt)}
  </div>
)

function sentenceOf({ content, metadata }: VisitorMessage): string {
  const { kind, name, status } = metadata
  const told = kind === 'transferred' && !name ? 'requeued' : status === 'unresolved' ? status : kind
  const sentence = Object.entries(words.system).find(([known]) => known === told)?.[1]
  if (!sentence || (sentence.includes('{name}') && !name)) return content
  return fill(sentence, { name: String(name) })
}
