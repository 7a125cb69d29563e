/** Frames of one socket: so many at once, and so many each second. */
const BURST = 30
const EACH_SECOND = 10
/** Who goes on while refused is let go. */
const MOST_OVER = 60

/** What a socket may still send; filled by looking at the clock, not by a timer. */
export interface Budget {
  tokens: number
  filledAt: number
}

export const newBudget = (now: number): Budget => ({ tokens: BURST, filledAt: now })

/** Takes one frame: 0 where it may pass, otherwise when to come back; undefined where it is enough. */
export function takeFrame(budget: Budget, now: number): number | undefined {
  const filled = budget.tokens + ((now - budget.filledAt) / 1000) * EACH_SECOND
  budget.tokens = Math.min(BURST, filled) - 1
  budget.filledAt = now
  if (budget.tokens >= 0) return 0
  return budget.tokens < -MOST_OVER ? undefined : Math.ceil((-budget.tokens / EACH_SECOND) * 1000)
}
