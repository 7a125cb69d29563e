import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import type postgres from 'postgres'
import { openPool, type Pool } from './pool.ts'
import * as schema from './schema/index.ts'

export type Database = PostgresJsDatabase<typeof schema>
/** What a transaction offers. */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]

export interface Connection extends Pool {
  db: Database
}

export interface ConnectOptions {
  /** Connections of the pool. */
  max?: number
  /** Told of every statement that is sent. */
  onStatement?: (text: string) => void
}

/** Opens a pool. Nothing connects before the first query. */
export function connect(url: string, options: ConnectOptions = {}): Connection {
  const { max = 10, onStatement } = options
  const overDrizzle = (sql: postgres.Sql) => drizzle(preparing(sql), { schema, casing: 'snake_case' })
  const pool = openPool(
    url,
    {
      max,
      idle_timeout: 60,
      ...(onStatement && { debug: (_connection: number, text: string) => onStatement(text) }),
    },
    // It tells each client how values are read and written.
    overDrizzle,
  )
  return { ...pool, db: overDrizzle(pool.sql) }
}

/** drizzle sends its statements unprepared, to be planned each time; ours are few and come again. */
function preparing<S extends postgres.Sql | postgres.TransactionSql>(sql: S): S {
  return new Proxy(sql, {
    get(target, name, receiver) {
      const value = Reflect.get(target, name, receiver)
      if (name === 'unsafe')
        return (text: string, params?: never[]) => target.unsafe(text, params, { prepare: true })
      if (name === 'begin' && 'begin' in target)
        return (work: (tx: postgres.TransactionSql) => Promise<unknown>) =>
          target.begin(tx => work(preparing(tx)))
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
