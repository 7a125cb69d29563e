import type { LucideIcon } from 'lucide-preact'

/** An icon beside a word or inside a labelled button; it never speaks for itself. */
export function Icon({ of: Shape, size = 16, class: more = '' }: IconProps) {
  return <Shape class={`i s${size} ${more}`} aria-hidden="true" />
}

interface IconProps {
  of: LucideIcon
  size?: 14 | 16 | 20
  class?: string | undefined
}
