import type { EventData, EventType, VisitorEventData } from '@halloo/protocol'
import type { EventOf, MemberSide, VisitorSide } from './side.ts'

// Compiles only while every event of the contract is one that the reducer knows.
type Told = { [T in EventType]: { type: T; data: EventData<T> } }[EventType]
type ToldVisitor = {
  [T in EventType]: VisitorEventData<T> extends never ? never : { type: T; data: VisitorEventData<T> }
}[EventType]

export const memberHearsAll = (event: Told): EventOf<MemberSide> => event
export const visitorHearsAll = (event: ToldVisitor): EventOf<VisitorSide> => event
