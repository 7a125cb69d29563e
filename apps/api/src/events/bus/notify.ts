import postgres from 'postgres'
import type { OpenCarrier } from './carrier.ts'

const CHANNEL = 'halloo'
/** PostgreSQL takes 8000 bytes less one. https://www.postgresql.org/docs/current/sql-notify.html */
const MOST_BYTES = 7900
const backoff = (retries: number) => Math.min(0.1 * 2 ** retries, 2)

/**
 * Carries by NOTIFY, on two connections of its own: a NOTIFY in a request's transaction would make all
 * commits wait for each other. postgres.js listens again by itself when its connection is lost.
 */
export const notifyCarrier =
  (url: string): OpenCarrier =>
  async ({ receive, joined }) => {
    const sql = postgres(url, {
      max: 1,
      onnotice: () => {},
      connect_timeout: 5,
      backoff,
      // Nothing here is worth waiting for a disk.
      connection: { application_name: 'halloo bus', synchronous_commit: 'off' },
    })
    await sql.listen(CHANNEL, receive, joined)
    return {
      most: MOST_BYTES,
      async send(texts) {
        await sql`select pg_notify(${CHANNEL}, said) from unnest(${texts as string[]}::text[]) as said`
      },
      close: () => sql.end({ timeout: 1 }),
    }
  }
