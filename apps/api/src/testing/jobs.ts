import postgres from 'postgres'
import type { House } from './house.ts'

/**
 * Lets everything happen that follows from what has happened, as far as it is due on the house's own clock: a job
 * that waits for two minutes runs when the test's clock says that they have passed, and not before.
 */
export async function runDueJobs(house: House, now = new Date()) {
  const { jobs } = house.server
  if (!jobs) throw new Error('a house without background work')
  await jobs.react()
  const owner = postgres(house.database.ownerUrl, { max: 1, onnotice: () => {} })
  // The queue goes by the clock of the database, which is never ahead of the test's.
  await owner`update graphile_worker._private_jobs set run_at = now() where run_at <= ${now.toISOString()}::timestamptz`
  await owner.end()
  await jobs.runDue()
}
