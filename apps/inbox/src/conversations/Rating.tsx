import type { Conversation } from '@halloo/protocol'
import { Star } from 'lucide-preact'
import { Icon } from '../look/Icon.tsx'

/** What the contact thought of it, in a glyph and a number. */
export function Rating({ of }: { of: NonNullable<Conversation['rating']> }) {
  const words = `Rated ${of.score} of 5`
  return (
    <span class="status rated num" title={of.comment ? `${words}: ${of.comment}` : words}>
      <Icon of={Star} size={14} />
      <span aria-hidden="true">{of.score}</span>
      <span class="hide">{words}</span>
    </span>
  )
}
