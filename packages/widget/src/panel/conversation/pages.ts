import type { Unsent } from '@halloo/client'
import type { VisitorMessage } from '@halloo/protocol'
import { type Flags, type Row, rowOf, type Source, timeline } from './timeline.ts'

const LENGTH = 40

/** Rows that are laid out, and drawn again, together. */
export interface Page {
  id: number
  rows: Row[]
}

type Given = [messages: readonly VisitorMessage[], outgoing: readonly Unsent<unknown>[], readSeq: number]

/**
 * The rows in pages. What is as it was is the same object as before, page and row alike: of thousands of
 * messages only those pages are drawn again in which something changed.
 */
export function createPages() {
  const made = new Map<string, { source: Source; flags: Flags; row: Row }>()
  const days = new Map<string, Row>()
  let given: Given | undefined
  let pages: Page[] = []

  function make(source: Source, flags: Flags) {
    const known = made.get(source.id)
    if (known?.source === source && isSame(known.flags, flags)) return known.row
    const row = rowOf(source, flags)
    made.set(source.id, { source, flags, row })
    return row
  }

  return (...now: Given): Page[] => {
    const [messages, outgoing, readSeq] = now
    const isIdle = outgoing.length === 0 && given?.[1].length === 0
    if (isIdle && given?.[0] === messages && given[2] === readSeq) return pages
    given = now
    const before = new Map(pages.map(page => [page.id, page]))
    const seqs = new Map(messages.map(({ id, seq }) => [id, seq]))
    const next: Page[] = []
    let last = 0
    let day: Row | undefined
    for (const row of timeline(messages, outgoing, readSeq, make)) {
      if (row.kind === 'day') {
        day = days.get(row.id) ?? row
        days.set(row.id, day)
        continue
      }
      // What is on its way stands where it will come to stand.
      last = seqs.get(row.id) ?? last + 1
      const id = Math.floor(last / LENGTH)
      const page = next.at(-1)?.id === id ? next.at(-1) : undefined
      const rows = day ? [day, row] : [row]
      if (page) page.rows.push(...rows)
      else next.push({ id, rows })
      day = undefined
    }
    pages = next.map(page => unchanged(before.get(page.id), page) ?? page)
    return pages
  }
}

const isSame = (a: Flags, b: Flags) =>
  a.first === b.first && a.last === b.last && a.tells === b.tells && a.read === b.read

const unchanged = (before: Page | undefined, page: Page) =>
  before?.rows.length === page.rows.length && before.rows.every((row, at) => row === page.rows[at])
    ? before
    : undefined
