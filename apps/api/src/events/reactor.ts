import type postgres from 'postgres'
import { type Happened, jobsAfter, REACTED, type Waits } from './reactions.ts'

/** Any number that nothing else locks. */
const LOCK = 1_848_272_102
/** Organizations, and events of each, that one transaction goes through. */
const ORGANIZATIONS = 200
const SLICE = 1000
/** A mail server may be away for half a day: the pauses between so many attempts add up to that. */
const ATTEMPTS = 10

export interface ReactorParts {
  /** Logged in as the background. */
  sql: postgres.Sql
  waits: Waits
  now(): Date
}

type Due = { organization_id: string; from: string; to: string }

/**
 * Goes on through the logs where the last one stopped and queues what follows, with the place reached, in one
 * transaction: killed at any moment, nothing is queued twice and nothing is left out. One node at a time.
 */
export async function react({ sql, waits, now }: ReactorParts): Promise<void> {
  while (await step(sql, waits, now)) {}
}

/** @returns whether there may be more */
const step = (sql: postgres.Sql, waits: Waits, now: () => Date) =>
  sql.begin(async tx => {
    const [lock] = await tx<{ mine: boolean }[]>`select pg_try_advisory_xact_lock(${LOCK}) as mine`
    if (!lock?.mine) return false
    const due = await tx<Due[]>`
      select h.organization_id, coalesce(c.seq, 0) as from, least(h.seq, coalesce(c.seq, 0) + ${SLICE}) as to
      from event_heads h left join reaction_cursors c using (organization_id)
      where h.seq > coalesce(c.seq, 0) order by h.organization_id limit ${ORGANIZATIONS}`
    if (due.length === 0) return false
    await queue(tx, await read(tx, due), waits, now)
    await tx`
      insert into reaction_cursors (organization_id, seq)
      select * from unnest(${due.map(row => row.organization_id)}::text[], ${due.map(row => row.to)}::bigint[])
      on conflict (organization_id) do update set seq = excluded.seq, version = reaction_cursors.version + 1`
    return due.length === ORGANIZATIONS || due.some(({ from, to }) => Number(to) - Number(from) === SLICE)
  })

const read = (tx: postgres.TransactionSql, due: Due[]) =>
  tx<Happened[]>`
    select e.organization_id as "organizationId", e.seq::float8 as seq, e.type,
      e.conversation_id as "conversationId"
    from unnest(${due.map(row => row.organization_id)}::text[], ${due.map(row => row.from)}::bigint[],
      ${due.map(row => row.to)}::bigint[]) as d(id, lo, hi)
    join events e on e.organization_id = d.id and e.seq > d.lo and e.seq <= d.hi
    join unnest(${REACTED.map(({ type }) => type)}::text[], ${REACTED.map(({ actor }) => actor)}::text[]) as r(type, actor)
      on r.type = e.type and e.actor like r.actor
    order by e.organization_id, e.seq`

/** A job that waits already keeps its time: whoever writes on and on does not put it off for ever. */
async function queue(tx: postgres.TransactionSql, happened: Happened[], waits: Waits, now: () => Date) {
  const jobs = jobsAfter(happened, waits)
  if (jobs.length === 0) return
  const specs = jobs.map(({ name, key, about, afterMs }) => ({
    identifier: name,
    payload: about,
    run_at: new Date(now().getTime() + afterMs).toISOString(),
    max_attempts: ATTEMPTS,
    job_key: key,
  }))
  await tx`
    select from graphile_worker.add_jobs(array(
      select json_populate_recordset(null::graphile_worker.job_spec, ${JSON.stringify(specs)}::json)), true)`
}
