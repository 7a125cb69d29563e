import type { Kind } from './form.ts'

/** What can be asked for, in the words of the page. */
export const KINDS: readonly { value: Kind; label: string; asks: string }[] = [
  { value: 'text', label: 'Short answer', asks: 'Order number' },
  { value: 'long', label: 'Long answer', asks: 'What is it about?' },
  { value: 'choice', label: 'Choice', asks: 'What is it about?' },
  { value: 'name', label: 'Name', asks: 'Your name' },
  { value: 'email', label: 'E-mail address', asks: 'Your e-mail address' },
  { value: 'phone', label: 'Phone number', asks: 'Your phone number' },
]

/** These fill the contact's own columns, so that asking twice makes no sense. */
export const ONCE: readonly Kind[] = ['name', 'email', 'phone']

export const kindLabel = (kind: Kind) => KINDS.find(({ value }) => value === kind)?.label ?? ''
