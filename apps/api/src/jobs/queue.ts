import { Logger as QueueLogger, type Runner, run, runOnce, type TaskList } from 'graphile-worker'
import type postgres from 'postgres'
import type { JobName, Jobs } from '../events/reactions.ts'
import type { Logger } from '../telemetry/logger.ts'

/** Runs the job again after so many milliseconds, in place of this time. */
type Again = (ms: number) => Promise<void>

/** What is done for each kind of job; what it throws is tried again later. */
export type Tasks = { [N in JobName]: (about: Jobs[N], again: Again) => Promise<void> }

export interface QueueParts {
  url: string
  /** Logged in as the same role. */
  sql: postgres.Sql
  tasks: Tasks
  now(): Date
  log: Logger
}

export interface Queue {
  start(): Promise<void>
  /** Runs what is due and is done when nothing is. For tests. */
  runDue(): Promise<void>
  /** Gives back the jobs of workers that were killed. */
  release(): Promise<void>
  /** Forgets jobs that were given up a week ago; those that are done are gone at once. */
  clear(): Promise<void>
  /** Waits for the jobs under way. */
  stop(): Promise<void>
}

const AT_ONCE = 4
const POLL_MS = 2000
/** No job of ours lasts so long. */
const STUCK = '5 minutes'

/** As long as the log tells what failed with them. */
const KEPT = '7 days'

/** The queue of jobs in PostgreSQL. */
export function createQueue({ url, sql, tasks, now, log }: QueueParts): Queue {
  let runner: Runner | undefined
  const options = {
    connectionString: url,
    maxPoolSize: AT_ONCE,
    taskList: taskList(tasks, now, log),
    noHandleSignals: true,
    // Whatever goes wrong in a job is told by the job.
    logger: new QueueLogger(() => () => {}),
  }
  return {
    async start() {
      runner = await run({ ...options, concurrency: AT_ONCE, pollInterval: POLL_MS })
      runner.promise.catch(error => log.error({ reason: error.message }, 'the queue of jobs has ended'))
    },
    runDue: () => runOnce(options),
    async release() {
      await sql`
        select graphile_worker.force_unlock_workers(array(
          select distinct locked_by from graphile_worker.jobs where locked_at < now() - ${STUCK}::interval))`
    },
    async clear() {
      await sql`
        select from graphile_worker.complete_jobs(array(
          select id from graphile_worker.jobs
          where attempts >= max_attempts and locked_at is null and updated_at < now() - ${KEPT}::interval))`
    },
    stop: async () => runner?.stop(),
  }
}

const taskList = (tasks: Tasks, now: () => Date, log: Logger): TaskList =>
  Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [
      name,
      async (about, { job, addJob }) => {
        const again: Again = async ms => {
          const more = { runAt: new Date(now().getTime() + ms), maxAttempts: job.max_attempts }
          await addJob(name, about, { ...more, ...(job.key && { jobKey: job.key }) })
        }
        try {
          await (task as (about: unknown, again: Again) => Promise<void>)(about, again)
        } catch (error) {
          const reason = error instanceof Error ? error.message : 'unknown'
          log.error({ job: name, attempt: job.attempts, reason }, 'a job failed')
          // The queue keeps what is thrown: a statement or an address in it would outlive its person.
          throw new Error('the log says why')
        }
      },
    ]),
  )
