import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Avatar } from '../Avatar.tsx'
import { Icon } from '../Icon.tsx'
import { dayOf } from '../times.ts'
import { fill, plural, words } from '../words.ts'
import { Bubble } from './Bubble.tsx'
import { SystemLine } from './SystemLine.tsx'
import { type Row, timeline } from './timeline.ts'
import { useTalk } from './use-talk.ts'

const NEAR_PX = 60

/** The messages; stays at the end while its reader is there, and stands still while they are not. */
export function Log({ id }: { id: string }) {
  const { chat, history } = useTalk()
  const { typing, older, open, settings } = chat.face.value
  const conversation = chat.store.state.conversations[id]
  const messages = chat.store.state.messages[id] ?? []
  const unsent = chat.keep.outbox?.unsent().filter(one => one.conversationId === id) ?? []
  const rows = timeline(messages, unsent, conversation?.agentReadSeq ?? 0)
  const typist = typing[id]

  const log = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const height = useRef(0)
  const [seenRows, setSeenRows] = useState(rows.length)
  const firstId = messages[0]?.id
  const firstSeen = useRef(firstId)

  useLayoutEffect(() => {
    const box = log.current
    if (!box) return
    if (atEnd.current) box.scrollTop = box.scrollHeight
    else if (firstSeen.current !== firstId) box.scrollTop += box.scrollHeight - height.current
    firstSeen.current = firstId
    height.current = box.scrollHeight
  })

  // Pictures that arrive and a composer that grows must not push the end out of sight.
  const keepEnd = () => {
    const box = log.current
    if (box && atEnd.current) box.scrollTop = box.scrollHeight
  }
  useEffect(() => {
    const observer = new ResizeObserver(keepEnd)
    if (log.current) observer.observe(log.current)
    return () => observer.disconnect()
  }, [])

  const lastSeq = conversation?.lastSeq
  const read = () => {
    if (open && atEnd.current && document.visibilityState === 'visible') void history.markRead(id)
  }
  useEffect(read, [open, lastSeq, rows.length])
  useEffect(() => {
    document.addEventListener('visibilitychange', read)
    return () => document.removeEventListener('visibilitychange', read)
  })

  const onScroll = () => {
    const box = log.current
    if (!box) return
    atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX
    if (atEnd.current) {
      setSeenRows(rows.length)
      read()
    }
    if (box.scrollTop < NEAR_PX) void history.loadOlder(id)
  }
  const toEnd = () => log.current?.scrollTo({ top: log.current.scrollHeight })
  const unseen = atEnd.current ? 0 : conversation?.unread || (Math.max(0, rows.length - seenRows) && 1)

  return (
    <div class="log-place">
      <div
        ref={log}
        class="log"
        role="log"
        aria-live="polite"
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
        {rows.length === 0 && older[id] !== 'loading' && <p class="hint">{words.newHint}</p>}
        {rows.map((row, at) => (
          <RowView key={row.id} row={row} isLastOfMine={isLastOfMine(rows, at)} />
        ))}
        {typist !== undefined && (
          <div class="lead first" role="status">
            {settings.chatShowAgentAvatar && <Avatar small name={typist || settings.name} />}
            <span class="b dots">
              <i />
              <i />
              <i />
              <span class="only-read">
                {typist ? fill(words.typing, { name: typist }) : words.somebodyTyping}
              </span>
            </span>
          </div>
        )}
      </div>
      {unseen > 0 && (
        <button type="button" class="pill" onClick={toEnd}>
          <Icon name="down" small />
          {plural(words.newMessages, unseen)}
        </button>
      )}
    </div>
  )
}

function RowView(props: { row: Row; isLastOfMine: boolean }) {
  const { row } = props
  if (row.kind === 'day') return <div class="day">{dayOf(row.at)}</div>
  if (row.kind === 'system') return <SystemLine message={row.message} />
  return <Bubble said={row} isLastOfMine={props.isLastOfMine} />
}

const isLastOfMine = (rows: Row[], at: number) => {
  const row = rows[at]
  return row?.kind === 'said' && row.mine && !rows.slice(at + 1).some(one => one.kind === 'said' && one.mine)
}
