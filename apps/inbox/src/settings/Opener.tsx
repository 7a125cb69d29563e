import { ChevronDown } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { Icon } from '../look/Icon.tsx'

/** The line of a row, which opens what can be changed below it. */
export function Opener({ name, about, shown, controls, onClick }: OpenerProps) {
  return (
    <button
      type="button"
      class="grow opener"
      aria-expanded={shown}
      aria-controls={controls}
      onClick={onClick}
    >
      <b class="cut">{name}</b>
      <span class="meta cut">{about}</span>
      <Icon of={ChevronDown} class="turns" />
    </button>
  )
}

interface OpenerProps {
  name: string
  about: ComponentChildren
  shown: boolean
  /** Id of what it opens. */
  controls: string
  onClick: () => void
}
