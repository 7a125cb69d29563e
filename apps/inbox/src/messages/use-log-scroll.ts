import type { Message } from '@halloo/protocol'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { fetchOlder } from './history.ts'

const NEAR_END = 48
const NEAR_START = 200

/** Stays at the end while the reader is there; elsewhere holds still and counts what came. */
export function useLogScroll(conversationId: string, messages: readonly Message[], unsent: number) {
  const pane = useRef<HTMLDivElement>(null)
  const lines = useRef<HTMLDivElement>(null)
  const sticks = useRef(true)
  const [atEnd, setAtEnd] = useState(true)
  const [leftAt, setLeftAt] = useState(0)
  const [older, setOlder] = useState<'idle' | 'busy' | 'failed'>('idle')
  const first = messages[0]?.seq ?? 0
  const last = messages.at(-1)?.seq ?? 0

  const toEnd = () => {
    sticks.current = true
    setAtEnd(true)
    if (pane.current) pane.current.scrollTop = pane.current.scrollHeight
  }
  useHeldPosition(pane, first, sticks)
  useLayoutEffect(toEnd, [unsent > 0])
  useEffect(() => {
    const observer = new ResizeObserver(() => {
      if (sticks.current && pane.current) pane.current.scrollTop = pane.current.scrollHeight
    })
    if (pane.current) observer.observe(pane.current)
    if (lines.current) observer.observe(lines.current)
    return () => observer.disconnect()
  }, [])

  const fetchMore = async () => {
    if (older === 'busy' || first <= 1) return
    setOlder('busy')
    try {
      await fetchOlder(conversationId, first)
      setOlder('idle')
    } catch {
      setOlder('failed')
    }
  }
  const onScroll = () => {
    const element = pane.current
    if (!element) return
    const near = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END
    if (sticks.current && !near) setLeftAt(last)
    sticks.current = near
    setAtEnd(near)
    if (element.scrollTop < NEAR_START && older === 'idle') void fetchMore()
  }
  const newBelow = atEnd ? 0 : messages.filter(one => one.seq > leftAt && one.senderType !== 'system').length
  const shown = atEnd ? last : leftAt
  return { pane, lines, atEnd, shown, newBelow, toEnd, onScroll, older, fetchOlder: fetchMore }
}

/** When older messages come in above, the line before the reader's eyes stays where it is. */
function useHeldPosition(
  pane: { current: HTMLDivElement | null },
  first: number,
  sticks: { current: boolean },
) {
  const before = useRef({ first, height: 0 })
  useLayoutEffect(() => {
    const element = pane.current
    if (!element) return
    const { first: firstBefore, height } = before.current
    if (first < firstBefore && !sticks.current) element.scrollTop += element.scrollHeight - height
    before.current = { first, height: element.scrollHeight }
  })
}
