import type { Assignment, Conversation } from '@halloo/protocol'
import { ArrowRightLeft, CircleDashed, UserRoundCheck } from 'lucide-preact'
import { memberName } from '../conversations/names.ts'
import { useLoad } from '../live/load.ts'
import { minute } from '../live/now.ts'
import { client, world } from '../live/world.ts'
import { Icon } from '../look/Icon.tsx'
import { Trouble } from '../look/Trouble.tsx'
import { shortMoment, wholeMoment } from '../look/time.ts'

/** Who had it, when, and why; the latest first. */
export function AssignmentHistory({ conversation }: { conversation: Conversation }) {
  const { id, assignedAgentId, departmentId } = conversation
  const { data, phase, retry } = useLoad(`assignments ${id} ${assignedAgentId} ${departmentId}`, () =>
    client.call('GET /v1/conversations/:conversationId/assignments', {
      params: { conversationId: id },
      query: { limit: '50' },
    }),
  )
  if (phase === 'failed') return <Trouble what="The history could not be fetched." onRetry={retry} />
  const items = data?.items.toReversed() ?? []
  if (!items.length) return null
  return (
    <section>
      <h2>
        History <span class="meta">{items.length}</span>
      </h2>
      <ul>
        {items.map(assignment => (
          <li class="past" key={assignment.id}>
            <Icon of={iconOf(assignment)} size={14} />
            <span>
              {wordsOf(assignment)}
              {assignment.note && <q class="meta">{assignment.note}</q>}
            </span>
            <time class="meta" dateTime={assignment.assignedAt} title={wholeMoment(assignment.assignedAt)}>
              {shortMoment(assignment.assignedAt, minute.value)}
            </time>
          </li>
        ))}
      </ul>
    </section>
  )
}

const iconOf = ({ reason, agentId }: Assignment) =>
  reason === 'transfer' ? ArrowRightLeft : agentId ? UserRoundCheck : CircleDashed

function wordsOf({ reason, agentId, departmentId, assignedBy }: Assignment) {
  const department = (departmentId && world.value.departments[departmentId]?.name) || 'another department'
  const by = assignedBy ? memberName(assignedBy) : null
  if (reason === 'transfer') return `${by ?? 'Somebody'} handed it to ${department}`
  if (reason === 'accept') return `${memberName(agentId)} accepted`
  if (reason === 'auto') return `Given to ${memberName(agentId)}`
  if (!agentId) return `${by ?? 'Somebody'} put it back in the queue`
  return by && assignedBy !== agentId
    ? `${by} gave it to ${memberName(agentId)}`
    : `${memberName(agentId)} took it`
}
