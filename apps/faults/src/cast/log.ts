/** What one client sent, was told, and heard. */
export interface Log {
  /** By message id, in the order of writing. */
  sent: Map<string, { conversationId: string; text: string; at: number }>
  /** The `seq` that was answered, by message id. */
  acked: Map<string, number>
  /** Messages that were answered a second time with another `seq`. */
  contradicted: string[]
  /** Codes of refusals that were final, by message id. */
  refused: Map<string, string>
  /** Refusals for the time being, by code. */
  delayed: Map<string, number>
  /** Frames `message.created`, in the order of hearing. */
  heard: { id: string; conversationId: string; seq: number; at: number }[]
  /** Every conversation that any event named. */
  named: Set<string>
  /** Milliseconds from each return to having heard everything. */
  catchUps: number[]
  returns: number
  resyncs: number
}

export const emptyLog = (): Log => ({
  sent: new Map(),
  acked: new Map(),
  contradicted: [],
  refused: new Map(),
  delayed: new Map(),
  heard: [],
  named: new Set(),
  catchUps: [],
  returns: 0,
  resyncs: 0,
})

export const add = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1)
