/** The final shape without its words; drawn once loading has taken long enough to be noticed. */
export function Bones({ rows = 6, faces = true }: { rows?: number; faces?: boolean }) {
  return (
    <div class="bones" role="status" aria-label="Loading">
      {WIDTHS.slice(0, rows).map(([first, second]) => (
        <div key={first} class={faces ? '' : 'plain'}>
          {faces && <span class="bone face" />}
          <Bone width={first} />
          <Bone width={second} />
        </div>
      ))}
    </div>
  )
}

const WIDTHS = [
  [46, 91],
  [61, 72],
  [34, 84],
  [52, 66],
  [40, 95],
  [57, 78],
  [49, 88],
] as const

const Bone = ({ width }: { width: number }) => <span class="bone" style={{ width: `${width}%` }} />
