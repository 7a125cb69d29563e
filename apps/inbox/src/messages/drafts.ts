// Words that are not sent yet: kept in this browser until they are.
import { effect, signal } from '@preact/signals'
import { me } from '../live/world.ts'

const drafts = signal<Readonly<Record<string, string>>>({})
const keyOf = (memberId: string) => `halloo.drafts.${memberId}`

export const draftOf = (conversationId: string) => drafts.value[conversationId] ?? ''

export function keepDraft(conversationId: string, text: string) {
  const { [conversationId]: _, ...others } = drafts.value
  drafts.value = text ? { ...others, [conversationId]: text } : others
  if (me.value) localStorage.setItem(keyOf(me.value.id), JSON.stringify(drafts.value))
}

let owner: string | undefined
effect(() => {
  if (!me.value || owner === me.value.id) return
  owner = me.value.id
  drafts.value = JSON.parse(localStorage.getItem(keyOf(owner)) ?? '{}')
})
