import { plainWords } from '@halloo/client'
import type { Conversation } from '@halloo/protocol'
import { AlarmClock, Clock, Megaphone } from 'lucide-preact'
import { useEffect, useState } from 'preact/hooks'
import { Link } from 'wouter-preact'
import { useLoad } from '../live/load.ts'
import { second } from '../live/now.ts'
import { conversations, me, world } from '../live/world.ts'
import { Avatar } from '../look/Avatar.tsx'
import { Button } from '../look/Button.tsx'
import { Icon } from '../look/Icon.tsx'
import { waitWords } from '../look/time.ts'
import { sumCounts } from '../shell/counts.ts'
import { acceptConversation, firstInQueue } from './actions.ts'
import { fetchFirst } from './feed.ts'
import { contactName, memberName } from './names.ts'
import { isQueued, waitingFrom } from './select.ts'

const TARGET = 5 * 60_000

/** Who is first in line; the rest stand behind “Show all”. */
export function QueueCard() {
  useLoad('queue card', () => fetchFirst({ kind: 'queue' }, 'newest'))
  const first = firstInQueue()
  const shown = useLingering(first)
  if (!shown) return null
  const waiting = Math.max(sumCounts(world.value.counts, me.value?.id ?? '').queue, first ? 1 : 0)
  const takenBy = isQueued(shown) ? null : memberName(shown.assignedAgentId)
  return (
    <section class={`queue ${takenBy ? 'taken' : ''}`} aria-label="Queue">
      <header>
        <Icon of={Megaphone} size={14} />
        <span class="grow">{waitingWords(waiting)}</span>
        <Link href="/queue">Show all</Link>
      </header>
      <First conversation={shown} takenBy={takenBy} />
      <Wait since={waitingFrom(shown)} />
    </section>
  )
}

function First({ conversation, takenBy }: { conversation: Conversation; takenBy: string | null }) {
  const { chatUser, channel, departmentId, lastMessage } = conversation
  const department = departmentId ? world.value.departments[departmentId]?.name : undefined
  const name = contactName(chatUser)
  return (
    <div class="qc">
      <Avatar id={chatUser.id} name={chatUser.name} image={chatUser.avatarUrl} channel={channel} />
      <div class="who">
        <div class="line">
          <b class="cut" title={name}>
            {name}
          </b>
          <span class="meta cut">{department ? `1st · ${department}` : '1st'}</span>
        </div>
        <div class="say cut">
          {takenBy
            ? `${takenBy} took this one.`
            : plainWords(lastMessage?.preview ?? '') || conversation.subject}
        </div>
      </div>
      {!takenBy && (
        <Button kind="primary" small keys="a" onClick={() => acceptConversation(conversation.id)}>
          Accept
        </Button>
      )}
    </div>
  )
}

function Wait({ since }: { since: string }) {
  const waited = Math.max(0, second.value - Date.parse(since))
  const late = waited > TARGET
  const words = waitWords(waited)
  return (
    <>
      <div class="waiting">
        <span class={`wait ${late ? 'late' : ''}`}>
          <Icon of={late ? AlarmClock : Clock} size={14} />
          {words} waiting
        </span>
        <span>answer within {waitWords(TARGET)}</span>
      </div>
      <div class={`meter ${late ? 'late' : ''}`} role="img" aria-label={`${words} of ${waitWords(TARGET)}`}>
        <i style={{ width: `${Math.min(100, (waited / TARGET) * 100)}%` }} />
      </div>
    </>
  )
}

const waitingWords = (waiting: number) =>
  waiting === 0 ? 'Nobody else is waiting' : waiting === 1 ? 'One is waiting' : `${waiting} are waiting`

/** Keeps a card for a moment after a colleague took it, so that it can say so. */
function useLingering(first: Conversation | undefined) {
  const [last, setLast] = useState(first?.id)
  const before = last ? conversations.value[last] : undefined
  const lingers =
    before &&
    before.id !== first?.id &&
    before.assignedAgentId !== null &&
    before.assignedAgentId !== me.value?.id
  useEffect(() => {
    if (!lingers) return setLast(first?.id)
    const timer = setTimeout(() => setLast(first?.id), 2_400)
    return () => clearTimeout(timer)
  }, [first?.id, lingers])
  return lingers ? before : first
}
