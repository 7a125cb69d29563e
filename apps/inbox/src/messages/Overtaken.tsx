import type { Message } from '@halloo/protocol'
import { useEffect, useRef } from 'preact/hooks'
import { firstName, memberName } from '../conversations/names.ts'
import { world } from '../live/world.ts'
import { Avatar } from '../look/Avatar.tsx'
import { Button } from '../look/Button.tsx'
import { clock } from '../look/time.ts'
import { backToComposer, sendAnyway, unsentOf } from './outbox.ts'

const SHOWN = 3

/** A colleague was faster: who, with which words, and whether to send one's own all the same. */
export function Overtaken({ conversationId, onEdit }: { conversationId: string; onEdit: () => void }) {
  const reply = unsentOf(conversationId).find(unsent => unsent.fault?.code === 'stale_view')
  const newer = reply?.fault?.newer ?? []
  const seen = Math.max(newer.at(-1)?.seq ?? 0, reply?.extra?.seenSeq ?? 0)
  const first = useRef<HTMLButtonElement>(null)
  useEffect(() => first.current?.focus(), [reply?.id])
  if (!reply) return null
  const names = [...new Set(newer.map(message => firstName(memberName(message.senderId))))]
  return (
    <section class="overtaken" aria-label="Overtaken by a colleague">
      <p role="alert">
        <b>{names.join(' and ') || 'A colleague'} replied while you were writing.</b> Yours has not been sent.
      </p>
      <ul>
        {newer.slice(-SHOWN).map(message => (
          <Reply key={message.id} message={message} />
        ))}
      </ul>
      {newer.length > SHOWN && <p class="meta">{newer.length - SHOWN} more above</p>}
      <div class="row">
        <Button kind="primary" small ref={first} onClick={() => sendAnyway(reply.id, seen)}>
          Send anyway
        </Button>
        <Button
          small
          onClick={() => {
            backToComposer(reply.id, seen)
            onEdit()
          }}
        >
          Edit
        </Button>
      </div>
    </section>
  )
}

function Reply({ message }: { message: Message }) {
  const id = message.senderId ?? ''
  const name = memberName(id)
  return (
    <li>
      <Avatar id={id} name={name} image={world.value.members[id]?.avatarUrl} member size={20} />
      <span class="words" dir="auto">
        <span class="hide">{name}: </span>
        {message.content || message.attachments.map(file => file.fileName).join(', ')}
      </span>
      <time class="meta" dateTime={message.createdAt}>
        {clock(message.createdAt)}
      </time>
    </li>
  )
}
