const SLOT_MS = 1000
const SLOTS = 64

/** An entry of a wheel knows its slot, to be taken out of it. */
export interface Spoke {
  slot: Set<Spoke> | null
}

/** One timer for many: a turn looks only at those who are due. */
export class Wheel<T extends Spoke> {
  private readonly slots = Array.from({ length: SLOTS }, () => new Set<Spoke>())
  private readonly visit: (entry: T) => void
  private turn = 0
  private turnedAt: number

  constructor(now: number, visit: (entry: T) => void) {
    this.turnedAt = now
    this.visit = visit
  }

  /** Visits the entry once, when the time is over; a minute is the most. */
  place(entry: T, ms: number) {
    this.remove(entry)
    const ahead = Math.min(SLOTS - 1, Math.max(1, Math.ceil(ms / SLOT_MS)))
    const slot = this.slots[(this.turn + ahead) % SLOTS]
    slot?.add(entry)
    entry.slot = slot ?? null
  }

  remove(entry: T) {
    entry.slot?.delete(entry)
    entry.slot = null
  }

  /** To be called about every second; it catches up where it was not. */
  tick(now: number) {
    for (; now - this.turnedAt >= SLOT_MS; this.turnedAt += SLOT_MS) {
      this.turn++
      const due = this.slots[this.turn % SLOTS]
      if (!due || due.size === 0) continue
      for (const entry of [...due] as T[]) {
        this.remove(entry)
        this.visit(entry)
      }
    }
  }
}
