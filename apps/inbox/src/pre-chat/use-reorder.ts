import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'

/** Lets the rows of a list be moved by the arrow keys of their grips, and by dragging these. */
export function useReorder(
  list: RefObject<HTMLElement | null>,
  ids: readonly string[],
  onMove: Move,
): Reorder {
  const [drag, setDrag] = useState<{ id: string; gap: number } | null>(null)
  const moved = useRef<string | null>(null)
  // A row that is put elsewhere in the document loses the focus.
  useEffect(() => {
    if (moved.current === null) return
    list.current?.querySelector<HTMLElement>(`[data-grip="${CSS.escape(moved.current)}"]`)?.focus()
    moved.current = null
  })

  function move(id: string, to: number) {
    const from = ids.indexOf(id)
    if (to < 0 || to >= ids.length || to === from) return
    moved.current = id
    onMove(from, to)
  }

  function follow(id: string, began: PointerEvent) {
    if (began.button !== 0) return
    const over = new AbortController()
    const { signal } = over
    let gap = ids.indexOf(id)
    const end = () => {
      over.abort()
      setDrag(null)
    }
    const go = (event: PointerEvent) => {
      gap = gapAt(list.current, event.clientY)
      setDrag({ id, gap })
    }
    const drop = () => {
      end()
      move(id, gap > ids.indexOf(id) ? gap - 1 : gap)
    }
    addEventListener('pointermove', go, { signal })
    addEventListener('pointerup', drop, { signal })
    addEventListener('pointercancel', end, { signal })
    addEventListener('keydown', event => event.key === 'Escape' && end(), { signal })
  }

  return {
    drag,
    move,
    grip: id => ({
      'data-grip': id,
      onPointerDown: event => follow(id, event),
      onKeyDown(event) {
        const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
        if (!step) return
        event.preventDefault()
        move(id, ids.indexOf(id) + step)
      },
    }),
  }
}

/** Before which row a height lies. */
const gapAt = (list: HTMLElement | null, y: number) =>
  [...(list?.children ?? [])].filter(row => {
    const { top, height } = row.getBoundingClientRect()
    return top + height / 2 < y
  }).length

type Move = (from: number, to: number) => void

interface Reorder {
  /** Which row is dragged, and before which one it would fall. */
  drag: { id: string; gap: number } | null
  move(id: string, to: number): void
  grip(id: string): {
    'data-grip': string
    onPointerDown: (event: PointerEvent) => void
    onKeyDown: (event: KeyboardEvent) => void
  }
}
