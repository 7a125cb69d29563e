import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type Connection, connect } from '@halloo/db'
import { freePort } from '@halloo/db/embedded/free-port'
import { type Database, startDatabase } from './database.ts'
import { createNode, type Node } from './node.ts'
import { type FaultProxy, startProxy } from './proxy.ts'
import { createRedis, type Redis } from './redis.ts'

/** The program as its operator runs it: a database, one or two processes, and a door before them. */
export interface House {
  /** The public address: the door's. */
  url: string
  door: FaultProxy
  nodes: readonly Node[]
  /** Ports of the processes, in turn, for whoever wants a way of their own to them. */
  ports(): readonly number[]
  database: Database
  /** Carries news between the processes, where it is not the database that does. */
  redis: Redis | undefined
  /** The owner's connection, for looking and for making people. */
  owner(): Connection
  authSecret: string
  close(): Promise<void>
}

/** What a house is made of. */
export interface Plan {
  nodes: 1 | 2
  redis?: boolean
  env?: Record<string, string>
}

/**
 * Builds a house in a folder of its own.
 * @example const house = await startHouse({ nodes: 2 }); …; await house.close()
 */
export async function startHouse(plan: Plan): Promise<House> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'halloo-faults-'))
  chmodSync(folder, 0o755)
  const database = await startDatabase(folder)
  const redis = plan.redis ? await createRedis() : undefined
  await redis?.start()
  let turn = 0
  let nodes: Node[] = []
  const ports = () => {
    const all = nodes.map(node => node.port)
    const first = turn++ % all.length
    return [...all.slice(first), ...all.slice(0, first)]
  }
  const door = await startProxy(ports)
  const authSecret = randomBytes(32).toString('base64url')
  const settings = {
    DATABASE_URL: database.url,
    AUTH_SECRET: authSecret,
    ENCRYPTION_KEY: randomBytes(32).toString('base64url'),
    PUBLIC_URL: `http://localhost:${door.port}`,
    HALLOO_DATA: folder,
    RATE_LIMITS: 'off',
    ...(redis && { REDIS_URL: redis.url }),
    ...plan.env,
  }
  nodes = await Promise.all(
    Array.from({ length: plan.nodes }, async () => createNode(await freePort(), settings)),
  )
  let owned: { url: string; connection: Connection } | undefined
  const house: House = {
    url: settings.PUBLIC_URL,
    door,
    nodes,
    ports,
    database,
    redis,
    authSecret,
    owner() {
      const url = database.directUrl()
      if (owned?.url !== url) {
        void owned?.connection.close().catch(() => {})
        owned = { url, connection: connect(url, { max: 4 }) }
      }
      return owned.connection
    },
    async close() {
      await Promise.all(nodes.map(node => node.end('SIGKILL')))
      await owned?.connection.close().catch(() => {})
      await door.close()
      await redis?.kill()
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  try {
    await Promise.all(nodes.map(node => node.start()))
  } catch (error) {
    await house.close()
    throw error
  }
  return house
}
