import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Writable } from 'node:stream'
import { createTestDatabase, TEST_SECRET, type TestDatabase } from '@halloo/db/testing'
import type {} from '@halloo/db/testing/cluster'
import { afterAll, beforeAll, inject } from 'vitest'
import { readEnv } from '../env.ts'
import { root } from '../installation.ts'
import { type RunningServer, startServer } from '../server.ts'
import { createLogger } from '../telemetry/logger.ts'

/** A whole house for one test file: its own database, its own port, everything real. */
export interface House {
  server: RunningServer
  database: TestDatabase
  /** Everything that was logged. */
  logs(): string
  /** How many statements something sends to the database. */
  statementsOf(work: () => Promise<unknown>): Promise<number>
  /** Ends the server and starts another at the same address, on the same database. */
  restart(): Promise<void>
}

/**
 * Builds a house before the tests of a file and takes it down after them.
 * @example const house = givenHouse(); test('…', async () => { const shop = await givenOrganization(house) })
 */
export function givenHouse(settings: Record<string, string> = {}, now?: () => Date): House {
  const house = {} as House
  beforeAll(async () => {
    house.database = await createTestDatabase(inject('cluster'))
  })
  // What is built last is taken down first.
  afterAll(() => house.database?.drop())
  givenNode(house, house, settings, now)
  return house
}

/**
 * A further node of a house, as a second process on another machine would be one: the same database, its own
 * port, pools and memory. Built after the house.
 * @example const [a, b] = [house, givenFurtherNode(house)]
 */
export function givenFurtherNode(of: House, settings: Record<string, string> = {}): House {
  const node = {} as House
  givenNode(node, of, settings)
  return node
}

function givenNode(node: House, of: House, settings: Record<string, string>, now?: () => Date) {
  let folder = ''
  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'halloo-house-'))
    const lines: string[] = []
    const sink = new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk))
        done()
      },
    })
    node.database = of.database
    node.logs = () => lines.join('')
    let statements = 0
    node.statementsOf = async work => {
      statements = 0
      await work()
      return statements
    }
    const start = (port: string) =>
      startServer({
        root,
        env: readEnv({ PORT: port, RATE_LIMITS: 'off', SIGN_UP: 'open', LOG_LEVEL: 'debug', ...settings }),
        appUrl: node.database.appUrl,
        authUrl: node.database.authUrl,
        writerUrl: node.database.writerUrl,
        jobsUrl: node.database.jobsUrl,
        jobsByHand: true,
        authSecret: AUTH_SECRET,
        encryptionKey: TEST_SECRET,
        dataFolder: folder,
        log: createLogger('debug', sink),
        onStatement: () => statements++,
        ...(now && { now }),
      })
    node.server = await start('0')
    node.restart = async () => {
      const { port } = node.server
      await node.server.close()
      node.server = await start(String(port))
    }
  })
  afterAll(async () => {
    await node.server?.close()
    rmSync(folder, { recursive: true, force: true })
  })
}

export const AUTH_SECRET = 'a secret for sessions in tests only, long enough'
