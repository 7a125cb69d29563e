/** The shape of a log before its words. */
export function LogBones() {
  return (
    <div class="logbones" role="status" aria-label="Loading">
      <span class="bone" />
      <span class="bone us" />
      <span class="bone us short" />
      <span class="bone" />
      <span class="bone short" />
    </div>
  )
}
