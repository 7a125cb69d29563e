import postgres from 'postgres'

/** Connections to one database, which can be given up for new ones. */
export interface Pool {
  sql: postgres.Sql
  /** Goes on with new connections; what is under way on the old ones has five seconds. */
  renew(): void
  close(): Promise<void>
}

/** Seconds until the next try: whoever waits was told so already, and a database that is back is used at once. */
const backoff = (retries: number) => Math.min(0.5, 0.05 * 2 ** retries)

/**
 * Opens a pool. Nothing connects before the first query. It can be renewed because a connection may hang where
 * the database does not: on a machine that has gone, or in the driver, which forgets to send when a connection
 * ends in the wrong moment (`nextWriteTimer` in its connection.js).
 */
export function openPool(
  url: string,
  options: postgres.Options<Record<string, never>>,
  opened: (sql: postgres.Sql) => void = () => {},
): Pool {
  const open = (): postgres.Sql => {
    const sql = postgres(url, { onnotice: () => {}, connect_timeout: 5, backoff, ...options })
    opened(sql)
    return sql
  }
  let current = open()
  return {
    sql: new Proxy(current, {
      apply: (_first, self, parts) => Reflect.apply(current, self, parts),
      get: (_first, name) => Reflect.get(current, name),
    }),
    renew() {
      void current.end({ timeout: 5 }).catch(() => {})
      current = open()
    },
    close: () => current.end({ timeout: 5 }),
  }
}
