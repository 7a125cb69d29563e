import { plainWords } from '@halloo/client'
import type { Conversation } from '@halloo/protocol'
import { Link } from 'wouter-preact'
import { Status } from '../conversations/Status.tsx'
import { hasEnded } from '../conversations/select.ts'
import { useLoad } from '../live/load.ts'
import { minute } from '../live/now.ts'
import { client, store } from '../live/world.ts'
import { Trouble } from '../look/Trouble.tsx'
import { shortMoment } from '../look/time.ts'
import { pathOf } from '../shell/place.ts'

/** What else the contact has asked. */
export function Earlier({ conversation }: { conversation: Conversation }) {
  const chatUserId = conversation.chatUser.id
  const { data, phase, retry } = useLoad(`earlier ${chatUserId}`, async () => {
    const answer = await client.call('GET /v1/conversations', { query: { chatUserId, limit: '20' } })
    store.putConversations(answer.items)
    return answer.items
  })
  if (phase === 'failed') return <Trouble what="Earlier ones could not be fetched." onRetry={retry} />
  const others = (data ?? []).filter(other => other.id !== conversation.id)
  if (!others.length) return null
  return (
    <section>
      <h2>
        Other conversations <span class="meta">{others.length}</span>
      </h2>
      <ul>
        {others.map(other => (
          <li key={other.id}>
            <Link class="past" href={pathOf({ kind: hasEnded(other) ? 'ended' : 'all' }, other.id)}>
              <Status of={other} />
              <span class="cut">
                {other.subject ??
                  (other.lastMessage && plainWords(other.lastMessage.preview)) ??
                  `#${other.number}`}
              </span>
              <span class="meta">{shortMoment(other.createdAt, minute.value)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
