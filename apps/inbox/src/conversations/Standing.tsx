import type { Conversation } from '@halloo/protocol'
import { CircleCheck, Megaphone, UserRound } from 'lucide-preact'
import { me } from '../live/world.ts'
import { Button } from '../look/Button.tsx'
import { Icon } from '../look/Icon.tsx'
import { acceptConversation, assignConversation, reopenConversation } from './actions.ts'
import { memberName } from './names.ts'
import { hasEnded, isQueued } from './select.ts'

/** Above the composer: what should be known before writing, and the one way on. */
export function Standing({ conversation }: { conversation: Conversation }) {
  if (isQueued(conversation))
    return (
      <div class="standing waits">
        <Icon of={Megaphone} />
        <span class="grow cut">Nobody has taken this yet</span>
        <Button kind="primary" small keys="a" onClick={() => acceptConversation(conversation.id)}>
          Accept
        </Button>
      </div>
    )
  if (hasEnded(conversation))
    return (
      <div class="standing">
        <Icon of={CircleCheck} />
        <span class="grow cut">This conversation has ended</span>
        <Button small onClick={() => reopenConversation(conversation)}>
          Reopen
        </Button>
      </div>
    )
  const own = me.value
  if (!own || conversation.assignedAgentId === own.id) return null
  return (
    <div class="standing">
      <Icon of={UserRound} />
      <span class="grow cut">{memberName(conversation.assignedAgentId)} looks after this</span>
      <Button small onClick={() => assignConversation(conversation, own.id)}>
        Take over
      </Button>
    </div>
  )
}
