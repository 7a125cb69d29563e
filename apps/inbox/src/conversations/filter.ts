import { signal } from '@preact/signals'
import type { Filter } from './select.ts'

/** What the list leaves out, and how it is ordered. */
export const filter = signal<Filter>({ order: 'newest', unreadOnly: false, urgentFirst: false })
