const FEW = 100
const AROUND = 8

/** The rows to draw: all of a few; of many those in sight and some around them. */
export function rowsInSight(count: number, rowHeight: number, scrollTop: number, paneHeight: number) {
  if (count <= FEW) return { first: 0, last: count }
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - AROUND)
  const last = Math.min(count, Math.ceil((scrollTop + paneHeight) / rowHeight) + AROUND)
  return { first: Math.min(first, last), last }
}
