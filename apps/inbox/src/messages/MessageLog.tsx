import './log.css'
import './bubbles.css'
import './words.css'
import './attachments.css'
import './under-way.css'
import type { Conversation } from '@halloo/protocol'
import { ArrowDown } from 'lucide-preact'
import { useLayoutEffect } from 'preact/hooks'
import { minute } from '../live/now.ts'
import { world } from '../live/world.ts'
import { Icon } from '../look/Icon.tsx'
import { Trouble } from '../look/Trouble.tsx'
import { clock, dayName } from '../look/time.ts'
import { MessageGroup } from './MessageGroup.tsx'
import { unsentOf } from './outbox.ts'
import { useFresh, useReading } from './reading.ts'
import { Beginning, SystemLines } from './SystemLines.tsx'
import { noteShown } from './seen.ts'
import { TypingLine } from './TypingLine.tsx'
import { type Line, tailOf, timeline } from './timeline.ts'
import { UnsentGroup } from './UnsentGroup.tsx'
import { useLogScroll } from './use-log-scroll.ts'

/** The words of a conversation, oldest above. Nothing moves what somebody is reading. */
export function MessageLog({ conversation }: { conversation: Conversation }) {
  const messages = tailOf(world.value.messages[conversation.id] ?? [])
  const unsent = unsentOf(conversation.id)
  const scroll = useLogScroll(conversation.id, messages, unsent.length)
  const fresh = useFresh(conversation)
  useReading(conversation, scroll.atEnd)
  useLayoutEffect(() => void noteShown(conversation.id, scroll.shown))
  const lastOurs = messages.findLast(message => message.senderType === 'agent')?.id
  return (
    <div class="logframe">
      <div
        class="log"
        role="log"
        aria-label="Messages"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a pane that scrolls must be reachable by keys
        tabIndex={0}
        ref={scroll.pane}
        onScroll={scroll.onScroll}
      >
        <div class="log-lines" ref={scroll.lines}>
          {scroll.older === 'busy' && <p class="older meta">Fetching older messages</p>}
          {scroll.older === 'failed' && (
            <Trouble what="Older messages could not be fetched." onRetry={scroll.fetchOlder} />
          )}
          {timeline(messages, fresh).map((line, index) => (
            <LineView
              key={line.key}
              line={line}
              conversation={conversation}
              lastOurs={lastOurs}
              begins={index === 0 && messages[0]?.seq === 1}
            />
          ))}
          {unsent.length > 0 && <UnsentGroup messages={unsent} />}
          <TypingLine conversation={conversation} />
        </div>
      </div>
      {scroll.newBelow > 0 && (
        <button type="button" class="pill" onClick={scroll.toEnd}>
          <Icon of={ArrowDown} size={14} />
          {scroll.newBelow} new
        </button>
      )}
    </div>
  )
}

function LineView({ line, conversation, lastOurs, begins }: LineProps) {
  switch (line.kind) {
    case 'day':
      return (
        <>
          <div class="day">{dayName(line.moment, minute.value)}</div>
          {begins && <Beginning conversation={conversation} />}
        </>
      )
    case 'fresh':
      return <div class="day fresh">New · {clock(line.moment)}</div>
    case 'system':
      return <SystemLines line={line} />
    case 'group':
      return <MessageGroup line={line} conversation={conversation} lastOurs={lastOurs} />
  }
}

interface LineProps {
  line: Line
  conversation: Conversation
  lastOurs: string | undefined
  begins: boolean
}
