import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import postgres from 'postgres'
import { startEmbedded } from '../embedded/start.ts'
import { migrate } from '../migrate.ts'
import { APP_ROLE, AUTH_ROLE, JOBS_ROLE, loginUrl, WRITER_ROLE } from '../roles.ts'

// Real PostgreSQL for tests: one cluster a run, one database a file, copied from a migrated template.

export const TEST_SECRET = 'a secret for tests only'
const TEMPLATE = 'halloo_template'

/** Starts a cluster with a migrated template; for vitest's globalSetup. */
export async function startTestCluster() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'halloo-test-'))
  chmodSync(folder, 0o755)
  const given = process.env.TEST_DATABASE_URL
  const server = given
    ? { url: given, stop: () => {} }
    : await startEmbedded({ dir: path.join(folder, 'pg'), fast: true })
  const sql = postgres(server.url, { max: 1, onnotice: () => {} })
  await sql.unsafe(`drop database if exists ${TEMPLATE} with (force)`)
  await sql.unsafe(`create database ${TEMPLATE}`)
  await sql.end()
  await migrate(inDatabase(server.url, TEMPLATE), TEST_SECRET).catch(error => {
    server.stop()
    throw error
  })
  return {
    url: server.url,
    async stop() {
      server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export interface TestDatabase {
  ownerUrl: string
  appUrl: string
  authUrl: string
  writerUrl: string
  jobsUrl: string
  drop(): Promise<void>
}

/** A database of its own, made in a few milliseconds. */
export async function createTestDatabase(clusterUrl: string): Promise<TestDatabase> {
  const name = `t_${randomBytes(6).toString('hex')}`
  const run = async (statement: string) => {
    const sql = postgres(clusterUrl, { max: 1, onnotice: () => {} })
    await sql.unsafe(statement)
    await sql.end()
  }
  await run(`create database ${name} template ${TEMPLATE}`)
  const ownerUrl = inDatabase(clusterUrl, name)
  return {
    ownerUrl,
    appUrl: loginUrl(ownerUrl, APP_ROLE, TEST_SECRET),
    authUrl: loginUrl(ownerUrl, AUTH_ROLE, TEST_SECRET),
    writerUrl: loginUrl(ownerUrl, WRITER_ROLE, TEST_SECRET),
    jobsUrl: loginUrl(ownerUrl, JOBS_ROLE, TEST_SECRET),
    drop: () => run(`drop database if exists ${name} with (force)`),
  }
}

function inDatabase(url: string, name: string) {
  const address = new URL(url)
  address.pathname = `/${name}`
  return address.href
}
