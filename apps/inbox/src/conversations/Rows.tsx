import type { Conversation } from '@halloo/protocol'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { me } from '../live/world.ts'
import { Trouble } from '../look/Trouble.tsx'
import { narrow } from '../shell/layout.ts'
import type { View } from '../shell/place.ts'
import { ConversationRow } from './ConversationRow.tsx'
import { rowsInSight } from './rows-in-sight.ts'

/** Rows of one height; of many only those in sight are drawn. */
export function Rows({ rows, view, selected, head, onEnd, failedMore }: RowsProps) {
  const pane = useRef<HTMLDivElement>(null)
  const [scroll, setScroll] = useState({ top: 0, height: 900 })
  const compact = me.value?.preferences.density === 'compact'
  const height = compact ? 52 : narrow.value ? 80 : 76
  const { first, last } = rowsInSight(rows.length, height, scroll.top, scroll.height)
  useRestoredFocus(pane, selected)
  const onScroll = () => {
    const element = pane.current
    if (!element) return
    setScroll({ top: element.scrollTop, height: element.clientHeight })
    if (element.scrollTop + element.clientHeight > element.scrollHeight - height * 10) onEnd?.()
  }
  return (
    <div class={`scroll ${compact ? 'compact' : ''}`} ref={pane} onScroll={onScroll}>
      {head}
      <ul style={{ paddingTop: `${first * height}px`, paddingBottom: `${(rows.length - last) * height}px` }}>
        {rows.slice(first, last).map(row => (
          <ConversationRow key={row.id} conversation={row} view={view} selected={row.id === selected} />
        ))}
      </ul>
      {failedMore && <Trouble what="Older ones could not be fetched." onRetry={onEnd} />}
    </div>
  )
}

/** On the way back from a conversation the row that led there has the focus again. */
function useRestoredFocus(pane: { current: HTMLDivElement | null }, selected: string | null) {
  const before = useRef(selected)
  useEffect(() => {
    if (selected === null && before.current)
      pane.current
        ?.querySelector<HTMLElement>(`[data-row="${before.current}"]`)
        ?.focus({ preventScroll: true })
    before.current = selected
  }, [selected, pane])
}

interface RowsProps {
  rows: readonly Conversation[]
  view: View
  selected: string | null
  head?: ComponentChildren
  onEnd?: () => void
  failedMore?: boolean
}
