/** A marigold number: somebody waits. */
export function Badge({ of, words }: { of: number; words: string }) {
  if (of <= 0) return null
  return (
    <span class="badge">
      <span aria-hidden="true">{of > 99 ? '99+' : of}</span>
      <span class="hide">
        , {of} {words}
      </span>
    </span>
  )
}
