import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { useTalk } from './use-talk.ts'

const NEAR_PX = 60

/** Stays at the end while its reader is there, stands still while they are not, and tells what they have read. */
export function useEnd(id: string, rows: number, firstId: string | undefined) {
  const { chat, history } = useTalk()
  const { open } = chat.face.value
  const conversation = chat.store.state.conversations[id]
  const log = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const height = useRef(0)
  const firstSeen = useRef(firstId)
  const [seenRows, setSeenRows] = useState(rows)

  useLayoutEffect(() => {
    const box = log.current
    if (!box) return
    if (atEnd.current) box.scrollTop = box.scrollHeight
    else if (firstSeen.current !== firstId) box.scrollTop += box.scrollHeight - height.current
    firstSeen.current = firstId
    height.current = box.scrollHeight
  }, [rows, firstId, open, conversation?.version])

  // Pictures that arrive, dots and a composer that grows must not push the end out of sight.
  const keepEnd = () => {
    const box = log.current
    if (box && atEnd.current) box.scrollTop = box.scrollHeight
  }
  useLayoutEffect(keepEnd)
  useEffect(() => {
    const observer = new ResizeObserver(keepEnd)
    if (log.current) observer.observe(log.current)
    return () => observer.disconnect()
  }, [])

  const read = () => {
    if (open && atEnd.current && document.visibilityState === 'visible') void history.markRead(id)
  }
  useEffect(read, [open, conversation?.lastSeq, rows])
  useEffect(() => {
    document.addEventListener('visibilitychange', read)
    return () => document.removeEventListener('visibilitychange', read)
  })

  return {
    log,
    keepEnd,
    unseen: atEnd.current ? 0 : conversation?.unread || (rows > seenRows ? 1 : 0),
    onScroll() {
      const box = log.current
      if (!box) return
      atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX
      if (atEnd.current) {
        setSeenRows(rows)
        read()
      }
      if (box.scrollTop < NEAR_PX) void history.loadOlder(id)
    },
    toEnd: () => log.current?.scrollTo({ top: log.current.scrollHeight }),
  }
}
