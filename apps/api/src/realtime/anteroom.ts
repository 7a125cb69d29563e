import { Refusal } from '../refusal.ts'

/** Sockets that have shaken hands and said no hello yet: of one address, and all together. */
const MOST_OF_ADDRESS = 100
const MOST = 5_000

/** Counts those who have not said who they are: they cost memory, and nobody answers for them. */
export class Anteroom {
  private readonly waiting = new Map<string, number>()
  private all = 0
  private readonly isLimited: boolean

  constructor(isLimited: boolean) {
    this.isLimited = isLimited
  }

  /** @throws Refusal where too many are waiting */
  enter(address: string) {
    const known = this.waiting.get(address) ?? 0
    if (this.all >= MOST) throw new Refusal('busy', { retryAfterMs: 1000 })
    if (this.isLimited && known >= MOST_OF_ADDRESS) throw new Refusal('too_many_connections')
    this.waiting.set(address, known + 1)
    this.all++
  }

  leave(address: string) {
    const known = this.waiting.get(address) ?? 0
    this.all--
    if (known > 1) this.waiting.set(address, known - 1)
    else this.waiting.delete(address)
  }
}
