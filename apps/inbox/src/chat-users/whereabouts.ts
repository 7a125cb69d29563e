import type { ChatUser } from '@halloo/protocol'

/** Where a contact is, what time it is there, and what they speak; as much of it as is known. */
export function whereabouts(contact: ChatUser, now: number) {
  return [contact.location, timeThere(contact.timeZone, now), languageName(contact.language)]
    .filter(Boolean)
    .join(' · ')
}

export function timeThere(timeZone: string | null, now: number) {
  if (!timeZone) return undefined
  try {
    const format = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone })
    return `${format.format(now)} there`
  } catch {
    return undefined
  }
}

export function languageName(language: string | null) {
  if (!language) return undefined
  try {
    return new Intl.DisplayNames('en', { type: 'language' }).of(language)
  } catch {
    return language
  }
}
