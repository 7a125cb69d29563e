import type { Contact } from '@halloo/protocol'
import { world } from '../live/world.ts'

/** What a contact is called who may not have said their name. */
export function contactName(contact: Contact) {
  if (contact.name) return contact.name
  if (contact.email) return contact.email
  const place = world.value.chatUsers[contact.id]?.location
  return place ? `Visitor from ${place}` : 'Visitor'
}

export const firstName = (name: string) => name.split(/\s+/)[0] ?? name

export const memberName = (id: string | null | undefined) =>
  (id && world.value.members[id]?.name) || 'A colleague'
