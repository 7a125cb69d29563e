import type { Conversation } from '@halloo/protocol'
import { signal } from '@preact/signals'

/** What is open over or inside the page; keys, buttons and the palette all go through here. */
export const overlay = signal<'palette' | 'help' | null>(null)
export const openMenu = signal<'assign' | 'transfer' | 'priority' | 'more' | null>(null)
/** Who is being written to first. Here, because what stands around its button may go while it is written. */
export const writingTo = signal<Conversation['chatUser'] | null>(null)

/** Search text of the list; null while the search is closed. */
export const searching = signal<string | null>(null)

/** Conversations that are marked to be changed together. */
export const marked = signal<ReadonlySet<string>>(new Set())

export function toggleMark(id: string) {
  const next = new Set(marked.value)
  if (!next.delete(id)) next.add(id)
  marked.value = next
}

export const focusComposer = () => document.querySelector<HTMLTextAreaElement>('#reply')?.focus()
