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

export interface ConnectOptions {
  /** Connections of the pool. */
  max?: number
  /** Told of every statement that is sent. */
  onStatement?: (text: string) => void
}

/** Opens a pool. Nothing connects before the first query. */
export function connect(url: string, options: ConnectOptions = {}): Connection {
  const { max = 10, onStatement } = options
  const sql = postgres(url, {
    max,
    onnotice: () => {},
    connect_timeout: 5,
    idle_timeout: 60,
    ...(onStatement && { debug: (_connection: number, text: string) => onStatement(text) }),
  })
  return {
    db: drizzle(preparing(sql), { schema, casing: 'snake_case' }),
    sql,
    close: () => sql.end({ timeout: 5 }),
  }
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
