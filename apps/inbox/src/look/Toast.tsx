import { signal } from '@preact/signals'
import { CircleAlert, CircleCheck } from 'lucide-preact'
import { Icon } from './Icon.tsx'
import { Keys } from './Keys.tsx'

interface Toast {
  /** The same words, said again, are another toast: its clock begins anew. */
  n: number
  words: string
  trouble?: boolean
  undo?: (() => void) | undefined
}
const current = signal<Toast | null>(null)
let said = 0

/** Says what was done; a later one takes its place. */
export function toast(words: string, undo?: () => void) {
  current.value = { n: ++said, words, undo }
}

/** Says what did not work. */
export function toastTrouble(words: string) {
  current.value = { n: ++said, words, trouble: true }
}

export function undoLast() {
  current.value?.undo?.()
  current.value = null
}

/** The line that runs out is the clock: it halts under the pointer and while focus is inside. */
export function ToastStand() {
  const shown = current.value
  return (
    <div role="status" aria-live="polite">
      {shown && (
        <div
          class="toast"
          key={shown.n}
          onAnimationEnd={event => {
            if (event.animationName === 'run-out') current.value = null
          }}
        >
          <Icon of={shown.trouble ? CircleAlert : CircleCheck} />
          <span class="cut">{shown.words}</span>
          {shown.undo ? (
            <button type="button" onClick={undoLast}>
              Undo <Keys of="z" />
            </button>
          ) : (
            <button type="button" onClick={() => (current.value = null)}>
              Dismiss
            </button>
          )}
        </div>
      )}
    </div>
  )
}
