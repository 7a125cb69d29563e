import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator'
import { runMigrations as applyQueue, Logger } from 'graphile-worker'
import postgres from 'postgres'
import { protect } from './protect.ts'

/** What it has to say, it throws. */
const silent = new Logger(() => () => {})
const here = fileURLToPath(new URL('../migrations', import.meta.url))

/**
 * Brings the database up to date as its owner. Several nodes may try at once: one does it, the others wait.
 * @param secret from it follow the passwords of the login roles
 * @param options.makeRoles false where roles are given by `DATABASE_APP_URL`
 */
export async function migrate(
  ownerUrl: string,
  secret: string,
  options: { folder?: string; makeRoles?: boolean } = {},
) {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  try {
    await refuseUnfit(sql)
    await sql`select pg_advisory_lock(727274)`
    await applyMigrations(drizzle(sql), { migrationsFolder: options.folder ?? here })
    await applyQueue({ connectionString: ownerUrl, logger: silent })
    await protect(sql, secret, options.makeRoles ?? true)
  } finally {
    await sql.end()
  }
}

/** Stops before anything is written where text could not be kept or compared rightly. */
async function refuseUnfit(sql: postgres.Sql) {
  const [row] = await sql<{ version: number; encoding: string; folds: boolean }[]>`
    select current_setting('server_version_num')::int as version,
      pg_encoding_to_char(encoding) as encoding,
      lower('ÄÉ') = 'äé' as folds
    from pg_database where datname = current_database()`
  if (!row || row.version < 150_000) throw new Error('Halloo needs PostgreSQL 15 or newer.')
  if (row.encoding !== 'UTF8') throw new Error(`The database must be UTF8; this one is ${row.encoding}.`)
  if (!row.folds)
    throw new Error('The database locale must know upper and lower case beyond ASCII (C.UTF-8, for example).')
}
