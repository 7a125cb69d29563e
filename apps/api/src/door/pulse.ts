import postgres from 'postgres'
import { Refusal } from '../refusal.ts'
import { asRefusal, sqlState } from './faults.ts'

/** Lets work wait for the database as long as it makes sense. @throws Refusal `unavailable` */
export type Guard = <T>(work: () => Promise<T>) => Promise<T>

/** Whether the database answers: nobody waits for one that does not. */
export interface Pulse {
  guard: Guard
  /** Asks the database now. */
  beats(): Promise<boolean>
  close(): void
}

const LOOK_MS = 200
/** Work that takes so long makes us ask whether the database is there. */
const SLOW_MS = 300
/** Not more often than this. */
const ASK_MS = 500
/** Counted in steps: a process that was busy itself must not take its own delay for the database's. */
const PATIENCE = { steps: 4, ms: 200 }
/** However alive the database is. */
const BUDGET_MS = 10_000
const RETRY_AFTER_MS = 2000

interface Waiting {
  /** Its place in the list. */
  at: number
  since: number
  give(refusal: Refusal): void
}

/**
 * Watches over work that needs the database. It asks by a connection of its own, and only while something is
 * slow: a pool with nothing free, or connections to a machine that has gone, say nothing.
 * @param renew told when the database is back, and what was connected to it may not be
 */
export function createPulse(
  url: string,
  renew: () => void,
  now: () => number = () => performance.now(),
): Pulse {
  // One list for good: a set makes itself anew all the time, and its former selves, until the next full collection,
  // keep whatever was under way, and all that came of it.
  const waiting: Waiting[] = []
  const leave = (one: Waiting) => {
    const last = waiting.pop()
    if (!last || last === one) return
    waiting[one.at] = last
    last.at = one.at
  }
  let isAway = false
  let succeededAt = 0
  let askedAt = Number.NEGATIVE_INFINITY
  let asking: Promise<boolean> | undefined
  /** A connection broke or could not be made; the others may not know it yet. */
  let isTorn = false
  let timer: ReturnType<typeof setInterval> | undefined

  const giveUp = (isDue: (one: Waiting) => boolean) => {
    for (const one of waiting) if (isDue(one)) one.give(unavailable())
  }

  const hearAnswer = async () => {
    askedAt = now()
    const answer = await asks(url)
    const wasAway = isAway
    // A machine that is busy may miss our question and still do the work.
    isAway = answer === 'no' || (answer === 'silence' && succeededAt < askedAt)
    if (isAway) giveUp(() => true)
    else if (wasAway || isTorn) {
      isTorn = false
      renew()
    }
    return !isAway
  }

  /** One question at a time: an old answer must not overtake a new one. */
  const ask = () => {
    asking ??= hearAnswer().finally(() => {
      asking = undefined
    })
    return asking
  }

  const look = () => {
    const late = now() - BUDGET_MS
    giveUp(({ since }) => since < late)
    const isSlow = waiting.some(({ since }) => now() - since > SLOW_MS)
    if ((isAway || isSlow || isTorn) && !asking && now() - askedAt >= ASK_MS) void ask()
    if (waiting.length > 0 || isAway || asking || isTorn) return
    clearInterval(timer)
    timer = undefined
  }

  const watch = () => {
    timer ??= setInterval(look, LOOK_MS).unref()
  }

  return {
    guard(work) {
      if (isAway) return Promise.reject(unavailable())
      watch()
      return new Promise((resolve, reject) => {
        const one: Waiting = { at: waiting.length, since: now(), give: reject }
        waiting.push(one)
        work().then(
          value => {
            leave(one)
            succeededAt = now()
            resolve(value)
          },
          error => {
            leave(one)
            isTorn ||= TORN.test(sqlState(error) ?? '')
            reject(asRefusal(error))
          },
        )
      })
    },
    beats() {
      watch()
      return ask()
    },
    close: () => clearInterval(timer),
  }
}

const unavailable = () => new Refusal('unavailable', { retryAfterMs: RETRY_AFTER_MS })

/** Not those that were given up for new ones. */
const TORN = /^(CONNECT_|CONNECTION_CLOSED|ECONN|EPIPE|ETIMEDOUT)/

/** Too many connections is an answer too. https://www.postgresql.org/docs/current/errcodes-appendix.html */
const FULL = '53300'

async function asks(url: string): Promise<'yes' | 'no' | 'silence'> {
  const sql = postgres(url, {
    max: 1,
    connect_timeout: 5,
    onnotice: () => {},
    fetch_types: false,
  })
  const answer = sql`select 1`.then(
    () => 'yes' as const,
    (error: unknown) => (error instanceof postgres.PostgresError && error.code === FULL ? 'yes' : 'no'),
  )
  const said = await Promise.race([answer, patience()])
  void sql.end({ timeout: 0 }).catch(() => {})
  return said
}

async function patience(): Promise<'silence'> {
  for (let step = 0; step < PATIENCE.steps; step++)
    await new Promise(resolve => setTimeout(resolve, PATIENCE.ms).unref())
  return 'silence'
}
