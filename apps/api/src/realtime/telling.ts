import type { EventCursors } from '../events/cursor.ts'
import { placeOf } from '../events/cursor.ts'
import type { LoggedEvent, Telling } from '../events/write.ts'

/**
 * The texts of an event, made once, whoever hears it and however late. The event has them: a weak map would keep
 * those of events that are long gone until the next full collection.
 */
export const createTellings = (cursors: EventCursors) => (organizationId: string, event: LoggedEvent) => {
  event.telling ??= tell(event, cursors.seal(organizationId, placeOf(event)))
  return event.telling
}

function tell({ type, data, visitorData }: LoggedEvent, cursor: string): Telling {
  const frame = (text: string) => `,"cursor":"${cursor}","type":"${type}","data":${text}}`
  return { team: frame(data), visitor: visitorData === null ? null : frame(visitorData) }
}
