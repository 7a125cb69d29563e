import { useEffect, useLayoutEffect, useReducer, useRef } from 'preact/hooks'
import { useTalk } from './use-talk.ts'

const NEAR_PX = 60

/** Stays at the end while its reader is there, stands still while they are not, and tells what they have read. */
export function useEnd(id: string, rows: number, firstId: string | undefined) {
  const { chat, history } = useTalk()
  const { open } = chat.face.value
  const conversation = chat.store.state.conversations[id]
  const log = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const inner = useRef<HTMLDivElement>(null)
  const height = useRef(0)
  const room = useRef(0)
  const firstSeen = useRef(firstId)
  const seenRows = useRef(rows)
  const [, redraw] = useReducer((n: number) => n + 1, 0)

  // Whatever grows, by messages, pictures, dots or the composer, the end stays in sight; asked of nobody but the
  // observer, because reading heights between two changes costs a layout each.
  useEffect(() => {
    const observer = new ResizeObserver(() => {
      const box = log.current
      if (!box) return
      if (atEnd.current) box.scrollTop = box.scrollHeight
      height.current = box.scrollHeight
      room.current = box.clientHeight
    })
    for (const one of [log.current, inner.current]) if (one) observer.observe(one)
    return () => observer.disconnect()
  }, [])
  useLayoutEffect(() => {
    const box = log.current
    if (box && !atEnd.current && firstSeen.current !== firstId)
      box.scrollTop += box.scrollHeight - height.current
    firstSeen.current = firstId
  }, [firstId])

  const read = () => {
    if (open && atEnd.current && document.visibilityState === 'visible') history.markRead(id)
  }
  useEffect(read, [open, conversation?.lastSeq, rows])
  useEffect(() => {
    document.addEventListener('visibilitychange', read)
    return () => document.removeEventListener('visibilitychange', read)
  })

  return {
    log,
    inner,
    unseen: atEnd.current ? 0 : conversation?.unread || (rows > seenRows.current ? 1 : 0),
    onScroll() {
      const box = log.current
      if (!box) return
      // What has grown since the reader was last brought to the end has not taken them away from it.
      const [now, before] = [box.scrollHeight - box.clientHeight, height.current - room.current]
      const wasAtEnd = atEnd.current
      atEnd.current = Math.min(now, before) - box.scrollTop < NEAR_PX
      if (atEnd.current) {
        seenRows.current = rows
        // Only the way to the end is drawn otherwise; each message that scrolls would draw everything twice.
        if (!wasAtEnd) redraw(0)
        read()
      }
      if (box.scrollTop < NEAR_PX) void history.loadOlder(id)
    },
    toEnd() {
      log.current?.focus()
      log.current?.scrollTo({ top: log.current.scrollHeight })
    },
  }
}
