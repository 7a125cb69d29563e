import { contract, type Row } from '@halloo/protocol'
import { createDoor, type Door, type DoorParts } from './door.ts'
import type { Guard } from './pulse.ts'

/** The doorway, where nobody waits for a database that does not answer. Who waits for events guards the reads. */
export function createGuardedDoor(guard: Guard, parts: DoorParts): Door {
  const door = createDoor(parts)
  return request => {
    const row: Row = contract[request.op]
    return row.waits ? door(request) : guard(() => door(request))
  }
}
