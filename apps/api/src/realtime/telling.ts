import type { EventCursors } from '../events/cursor.ts'
import { placeOf } from '../events/cursor.ts'
import type { LoggedEvent } from '../events/write.ts'

/** What an event frame says after its number, for the team and for the visitor; null where nothing is for them. */
export interface Telling {
  cursor: string
  team: string
  visitor: string | null
}

/** The texts of an event are made once, whoever hears it and however late. */
export function createTellings(cursors: EventCursors) {
  const made = new WeakMap<LoggedEvent, Telling>()
  return (organizationId: string, event: LoggedEvent): Telling => {
    const known = made.get(event)
    if (known) return known
    const cursor = cursors.seal(organizationId, placeOf(event))
    const frame = (data: string) => `,"cursor":"${cursor}","type":"${event.type}","data":${data}}`
    const telling = {
      cursor,
      team: frame(event.data),
      visitor: event.visitorData === null ? null : frame(event.visitorData),
    }
    made.set(event, telling)
    return telling
  }
}
