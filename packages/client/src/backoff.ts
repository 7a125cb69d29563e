const FIRST_MS = 500
const LONGEST_MS = 30_000

/** Full jitter: any moment up to 1 s, 2 s, 4 s … 30 s, so that many clients do not return at once. */
export const backoff = (attempt: number, random: () => number) =>
  Math.round(random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt))
