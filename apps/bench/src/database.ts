import { chmodSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { startEmbedded } from '@halloo/db/embedded'
import postgres from 'postgres'
import { postmasterOf } from './processes.ts'

/** A PostgreSQL of its own for each system: the embedded one, durable, with the same settings for all. */
export interface BenchDatabase {
  url: string
  sql: postgres.Sql
  pid: number
  size(): Promise<number>
  stop(): Promise<void>
}

export async function startDatabase(folder: string): Promise<BenchDatabase> {
  mkdirSync(folder, { recursive: true })
  // PostgreSQL runs as another user when we are root, and must be able to walk through.
  for (const at of [path.dirname(folder), folder]) chmodSync(at, 0o755)
  const dir = path.join(folder, 'postgres')
  const { url, stop } = await startEmbedded({ dir })
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  return {
    url,
    sql,
    pid: postmasterOf(dir),
    async size() {
      const [row] = await sql<{ size: string }[]>`select pg_database_size(current_database()) as size`
      return Number(row?.size)
    },
    async stop() {
      await sql.end({ timeout: 1 })
      stop()
    },
  }
}
