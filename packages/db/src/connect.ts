import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import * as schema from './schema/index.ts'

export type Database = PostgresJsDatabase<typeof schema>
/** What a transaction offers. */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]

export interface Connection {
  db: Database
  sql: postgres.Sql
  close(): Promise<void>
}

/** Opens a pool. Nothing connects before the first query. */
export function connect(url: string, options: { max?: number } = {}): Connection {
  const sql = postgres(url, {
    max: options.max ?? 10,
    onnotice: () => {},
    connect_timeout: 5,
    idle_timeout: 60,
  })
  return {
    db: drizzle(sql, { schema, casing: 'snake_case' }),
    sql,
    close: () => sql.end({ timeout: 5 }),
  }
}
