import { connect, connectWriter, refusePowerfulRole } from '@halloo/db'
import { createPulse } from './door/pulse.ts'
import type { ServerOptions } from './server-options.ts'

/** The three logins that serve, none with powers of its own, and a pulse that knows when the database is away. */
export async function openDatabases({ appUrl, authUrl, writerUrl, onStatement }: ServerOptions) {
  const app = connect(appUrl, { max: 10, ...(onStatement && { onStatement }) })
  const authDb = connect(authUrl, { max: 5 })
  const writer = connectWriter(writerUrl)
  const pools = [app, authDb, writer]
  await refusePowerfulRole(app.sql)
  await refusePowerfulRole(writer.sql)
  const pulse = createPulse(appUrl, () => {
    for (const pool of pools) pool.renew()
  })
  return {
    app,
    authDb,
    writer,
    guard: pulse.guard,
    beats: pulse.beats,
    async close() {
      pulse.close()
      await Promise.all(pools.map(pool => pool.close()))
    },
  }
}
