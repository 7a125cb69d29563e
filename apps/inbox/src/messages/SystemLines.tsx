import type { Conversation } from '@halloo/protocol'
import {
  ArrowRightLeft,
  CircleCheck,
  CornerDownRight,
  Info,
  type LucideIcon,
  Undo2,
  UserRoundCheck,
} from 'lucide-preact'
import { useState } from 'preact/hooks'
import { contactName, firstName } from '../conversations/names.ts'
import { Icon } from '../look/Icon.tsx'
import { clock } from '../look/time.ts'
import { systemWords } from './system-words.ts'
import { isFolded, type Line } from './timeline.ts'

const ICONS: Record<string, LucideIcon> = {
  accepted: UserRoundCheck,
  assigned: UserRoundCheck,
  transferred: ArrowRightLeft,
  resolved: CircleCheck,
  closed: CircleCheck,
  reopened: Undo2,
}

/** Who did what, why and when; a long run folds into one line. */
export function SystemLines({ line }: { line: Extract<Line, { kind: 'system' }> }) {
  const [open, setOpen] = useState(false)
  if (isFolded(line) && !open)
    return (
      <button type="button" class="sys fold" onClick={() => setOpen(true)}>
        <Icon of={Info} size={14} />
        {line.messages.length} steps, the last at {clock(line.messages.at(-1)?.createdAt ?? '')}. Show them
      </button>
    )
  return (
    <>
      {line.messages.map(message => (
        <div class="sys" key={message.id}>
          <Icon of={ICONS[String(message.metadata.kind)] ?? Info} size={14} />
          <span>
            {systemWords(message)} · {clock(message.createdAt)}
          </span>
        </div>
      ))}
    </>
  )
}

/** How it began. */
export function Beginning({ conversation }: { conversation: Conversation }) {
  const from = conversation.pageUrl?.replace(/^https?:\/\//, '').replace(/\/$/, '')
  return (
    <div class="sys">
      <Icon of={CornerDownRight} size={14} class="mirror" />
      <span>
        <b>{firstName(contactName(conversation.chatUser))}</b> started {from ? `from ${from} ` : ''}·{' '}
        {clock(conversation.createdAt)}
      </span>
    </div>
  )
}
