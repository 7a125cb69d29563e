import type { Participant } from '@halloo/protocol'
import type { Marks } from './side.ts'

/** The furthest of two. */
export function joinMarks(a: Marks, b: Marks): Marks {
  const joined: Marks = {}
  if (a.participants || b.participants)
    joined.participants = joinParticipants(a.participants ?? [], b.participants ?? [])
  const readSeq = Math.max(a.readSeq ?? -1, b.readSeq ?? -1)
  if (readSeq >= 0) joined.readSeq = readSeq
  const agentReadSeq = Math.max(a.agentReadSeq ?? -1, b.agentReadSeq ?? -1)
  if (agentReadSeq >= 0) joined.agentReadSeq = agentReadSeq
  return joined
}

function joinParticipants(a: Participant[], b: Participant[]): Participant[] {
  const byId = new Map<string, Participant>()
  for (const participant of [...a, ...b]) {
    const known = byId.get(participant.id)
    if (!known || participant.lastReadSeq > known.lastReadSeq) byId.set(participant.id, participant)
  }
  return [...byId.values()].sort((x, y) => (x.id < y.id ? -1 : 1))
}
