import type { VNode } from 'preact'
import { useMemo } from 'preact/hooks'
import { Icon } from '../Icon.tsx'
import { dayOf } from '../times.ts'
import { locale, plural, words } from '../words.ts'
import { Announcer } from './Announcer.tsx'
import { Bubble } from './Bubble.tsx'
import { DOWN } from './icons.ts'
import { QuickReplies } from './QuickReplies.tsx'
import { SystemLine } from './SystemLine.tsx'
import { Typing } from './Typing.tsx'
import { createTimeline, type Row } from './timeline.ts'
import { useEnd } from './use-end.ts'
import { useTalk } from './use-talk.ts'

/** The messages. Only rows that changed are drawn again: there may be thousands. */
export function Log({ id }: { id: string }) {
  const { chat, history } = useTalk()
  const { typing, older, settings } = chat.face.value
  const messages = chat.store.state.messages[id] ?? []
  const unsent = chat.keep.outbox?.unsent().filter(one => one.conversationId === id) ?? []
  const timeline = useMemo(createTimeline, [id])
  const drawn = useMemo(() => new WeakMap<Row, VNode>(), [settings, locale])
  const rows = timeline(messages, unsent, chat.store.state.conversations[id]?.agentReadSeq ?? 0)
  const { log, unseen, onScroll, keepEnd, toEnd } = useEnd(id, rows.length, messages[0]?.id)

  const draw = (row: Row) => {
    const known = drawn.get(row) ?? <RowView key={row.id} row={row} />
    drawn.set(row, known)
    return known
  }

  return (
    <div class="log-place">
      <div
        ref={log}
        class="log"
        role="log"
        aria-live="off"
        aria-label={words.log}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keys.
        tabIndex={0}
        onScroll={onScroll}
        onLoadCapture={keepEnd}
      >
        {older[id] === 'more' && messages.length > 0 && (
          <button type="button" class="older" onClick={() => void history.loadOlder(id)}>
            {words.older}
          </button>
        )}
        {older[id] === 'failed' && (
          <p class="hint" role="alert">
            {words.olderFailed}
            <button type="button" class="older" onClick={() => void history.retry(id)}>
              {words.tryAgain}
            </button>
          </p>
        )}
        {rows.length === 0 && (older[id] === 'loading' ? <Bones /> : <Empty id={id} />)}
        {rows.map(draw)}
        {typing[id] !== undefined && <Typing name={typing[id] ?? ''} />}
      </div>
      {unseen > 0 && (
        <button type="button" class="pill" onClick={toEnd}>
          <Icon d={DOWN} small />
          {plural(words.newMessages, unseen)}
        </button>
      )}
      <QuickReplies id={id} />
      <Announcer id={id} />
    </div>
  )
}

function RowView({ row }: { row: Row }) {
  if (row.kind === 'day') return <div class="day">{dayOf(row.at)}</div>
  if (row.kind === 'system') return <SystemLine message={row.message} />
  return <Bubble said={row} />
}

/** What the first messages will look like, for as long as they are on their way. */
const Bones = () => (
  <div class="bones" aria-hidden="true">
    <i />
    <i />
    <i />
  </div>
)

/** Nothing is said yet: by the team at most, in the greeting that is answered here. */
function Empty({ id }: { id: string }) {
  const { chat } = useTalk()
  const { older, settings } = chat.face.value
  const greetingId = chat.keep.startOf(id)?.greetingId
  const greeting = settings.chatGreetings?.find(one => one.id === greetingId)
  if (older[id] === 'failed') return null
  if (!greeting) return <p class="hint">{words.newHint}</p>
  return (
    <div class="said first last">
      <div class="stack">
        <div class="b" dir="auto">
          {greeting.text}
        </div>
      </div>
      <div class="state in">{settings.name}</div>
    </div>
  )
}
