import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BenchDatabase, startDatabase } from './database.ts'
import { writePast } from './halloo-past.ts'
import {
  firstMember,
  HALL,
  HALL_CONVERSATION,
  memberOf,
  memberSeat,
  visitorSeat,
  writerSeat,
} from './halloo-people.ts'
import { PAST } from './past.ts'
import { each } from './room-system.ts'
import { type ServerProcess, startServer } from './server-process.ts'
import type { Crowd, Dialect, System } from './system.ts'

const dialect: Dialect = {
  welcome: '{"t":"welcome"',
  answer: '{"t":"answer"',
  accepted: '"status":201',
  ping: { heard: '{"t":"ping"', said: '{"t":"pong","n":0}' },
}
const PUBLIC_URL = 'http://localhost:4000'
const SOCKETS_OF_MEMBER = 10

export interface Halloo extends System {
  database: BenchDatabase
  /** The usual crowd, all in one organization. */
  hot(senders: number): Crowd
  /** Each visitor with four tabs, and their agent. */
  families(conversations: number): Crowd
  /** Senders and hearers on both of two servers: what one sends, the other side hears at the other. */
  across(ports: [number, number], senders: number): Crowd
  /** One more server of the same house. */
  launch(env?: Record<string, string>): Promise<ServerProcess>
  /** Ends the server. */
  pause(): Promise<void>
}

/** The built program, as an operator starts it, with a PostgreSQL that is given. */
export async function startHalloo(folder: string, program = builtApi): Promise<Halloo> {
  const database = await startDatabase(folder)
  const [secret, key] = [randomBytes(32).toString('base64url'), randomBytes(32).toString('base64url')]
  const data = path.join(folder, 'data')
  mkdirSync(data)
  const launch = (env: Record<string, string> = {}) =>
    startServer({
      program,
      ready: 'is ready',
      env: {
        DATABASE_URL: database.url,
        AUTH_SECRET: secret,
        ENCRYPTION_KEY: key,
        HALLOO_DATA: data,
        PUBLIC_URL,
        RATE_LIMITS: 'off',
        DRAIN_SECONDS: '0',
        LOG_LEVEL: 'error',
        ...env,
      },
    })
  // Its first start makes the tables.
  await (await launch()).stop()
  await writePast(database.sql)
  let server = await launch()
  const processes = { servers: [server.pid], databases: [database.pid] }
  const writer = (n: number, port = server.port) => writerSeat(port, n)
  const tab = (n: number, port = server.port) => visitorSeat(port, n)
  const member = (n: number, port = server.port) => memberSeat(port, n, PUBLIC_URL, secret)
  const three = (n: number) => [writer(n), tab(n), member(memberOf(n))]
  return {
    name: 'halloo',
    processes,
    database,
    launch,
    size: database.size,
    crowd: senders => ({ dialect, seats: each(senders, three).flat() }),
    hot: senders => ({ dialect, seats: each(senders, at => three(PAST.conversations + at)).flat() }),
    families: conversations => ({
      dialect,
      seats: each(conversations, n => [writer(n), tab(n), tab(n), tab(n), member(memberOf(n))]).flat(),
    }),
    across: ([a, b], senders) => ({
      dialect,
      seats: each(senders, n => {
        const [own, other] = n % 2 === 0 ? [a, b] : [b, a]
        return [writer(n, own), { ...tab(n, other), far: true }, member(memberOf(n), own)]
      }).flat(),
    }),
    resting: count => ({ dialect, seats: each(count, at => tab(at % PAST.conversations)) }),
    hall: hearers => ({
      dialect,
      seats: [
        writer(HALL_CONVERSATION),
        ...each(hearers, at => member(firstMember(HALL) + Math.floor(at / SOCKETS_OF_MEMBER))),
      ],
    }),
    pause: () => server.stop(),
    async restart() {
      await server.stop()
      server = await launch()
      processes.servers = [server.pid]
    },
    async stop() {
      await server.stop()
      await database.stop()
    },
  }
}

export const builtApi = fileURLToPath(new URL('../../api/dist/main.js', import.meta.url))
