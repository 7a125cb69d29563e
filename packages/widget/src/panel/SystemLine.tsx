import type { VisitorMessage } from '@halloo/protocol'
import { timeOf } from './times.ts'
import { fill, words } from './words.ts'

/** One sentence about what happened to the conversation. */
export const SystemLine = ({ message }: { message: VisitorMessage }) => (
  <div class="day system">
    {sentenceOf(message)} · {timeOf(message.createdAt)}
  </div>
)

function sentenceOf({ content, metadata }: VisitorMessage): string {
  const sentence = Object.entries(words.system).find(([kind]) => kind === metadata.kind)?.[1]
  if (!sentence) return content
  const named = (...keys: string[]) => keys.map(key => metadata[key]).find(Boolean)
  return fill(sentence, {
    member: String(named('memberName', 'agentName', 'member', 'name') ?? words.colleague),
    department: String(named('departmentName', 'department') ?? words.team),
  })
}
