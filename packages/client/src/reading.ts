import { type Clock, systemClock } from './clock.ts'

const SOON_MS = 300

/**
 * Tells how far somebody has read: at once, what they read within the next 300 ms together, and nothing twice.
 * What could not be told is told with what is read next.
 * @example
 * const tellRead = createReading((id, seq) => client.call(READ, { params: { conversationId: id }, body: { seq } }))
 * tellRead('conv_1', 12)
 */
export function createReading(
  say: (conversationId: string, seq: number) => Promise<unknown>,
  clock: Clock = systemClock,
): (conversationId: string, seq: number) => void {
  const told = new Map<string, number>()
  const reached = new Map<string, number>()
  const reachedIn = (conversationId: string) => reached.get(conversationId) ?? 0

  async function tell(conversationId: string) {
    let seq = 0
    try {
      while (seq < reachedIn(conversationId)) {
        seq = reachedIn(conversationId)
        await say(conversationId, seq)
        told.set(conversationId, seq)
        await new Promise<void>(go => clock.after(SOON_MS, go))
      }
    } catch {
      // Whoever asked said what there is to say of it.
    }
    reached.delete(conversationId)
  }

  return (conversationId, seq) => {
    if (seq <= (told.get(conversationId) ?? 0)) return
    const isTelling = reached.has(conversationId)
    reached.set(conversationId, Math.max(seq, reachedIn(conversationId)))
    if (!isTelling) void tell(conversationId)
  }
}
