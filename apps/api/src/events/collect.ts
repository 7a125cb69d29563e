import { type EventData, type EventType, events as rows, type VisitorEventData } from '@halloo/protocol'
import { type Presentable, shape } from '../shape.ts'

/** Who sees a conversation before and after a change; the audience of an event follows from its type and this. */
export interface Sight {
  /** Null where a contact is meant, whom others may see in more than one conversation. */
  conversationId: string | null
  before: readonly string[]
  after: readonly string[]
}

/** An event that waits for its transaction to commit. */
export interface PendingEvent {
  type: EventType
  audience: readonly string[]
  hiddenFrom: readonly string[]
  conversationId: string | null
  /** JSON text, as the log holds it. */
  data: string
  visitorData: string | null
}

type About<T extends EventType> = (typeof rows)[T]['audience'] extends 'conversation' | 'contact'
  ? [sight: Sight]
  : []
type Visitor<T extends EventType> = [VisitorEventData<T>] extends [never]
  ? null
  : Presentable<VisitorEventData<T>>

export type Emit = <T extends EventType>(
  type: T,
  data: Presentable<EventData<T>>,
  visitorData: Visitor<T>,
  ...about: About<T>
) => void

/** Tells of a message that the database has appended, by what the log is to hold of it (`told.ts`). */
export type EmitMessage = (facts: string, conversationId: string, audience: readonly string[]) => void

/** Collects the events of one transaction, shaped by the contract. */
export function createCollector(): { emit: Emit; emitMessage: EmitMessage; pending: PendingEvent[] } {
  const pending: PendingEvent[] = []
  const add = (type: EventType, data: unknown, visitorData: unknown, sight?: Sight) => {
    const row = rows[type]
    const after = sight?.after ?? (row.audience === 'everyone' ? ['org', 'visitors'] : ['org'])
    const gone = sight?.before.filter(topic => !after.includes(topic)) ?? []
    if (sight?.conversationId && gone.length > 0)
      pending.push({
        type: 'conversation.removed',
        audience: gone,
        hiddenFrom: after,
        conversationId: sight.conversationId,
        data: JSON.stringify({ id: sight.conversationId }),
        visitorData: null,
      })
    pending.push({
      type,
      audience: after,
      hiddenFrom: [],
      conversationId: sight?.conversationId ?? null,
      data: JSON.stringify(shape(row.data, data)),
      visitorData: row.visitor && visitorData ? JSON.stringify(shape(row.visitor, visitorData)) : null,
    })
  }
  return {
    emit: (type, data, visitorData, ...about) => add(type, data, visitorData, about[0]),
    emitMessage: (facts, conversationId, audience) =>
      pending.push({
        type: 'message.created',
        audience,
        hiddenFrom: [],
        conversationId,
        data: facts,
        visitorData: null,
      }),
    pending,
  }
}
