import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { connect } from '@halloo/db'
import { startEmbedded } from '@halloo/db/embedded'

interface Demo {
  key: string
  signIns: { email: string; password: string }[]
}

export type House = Awaited<ReturnType<typeof startHouse>>

/** A server with its demo organization, and a look into its database. */
export async function startHouse() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'halloo-widget-bench-'))
  // PostgreSQL runs as another user when we are root, and must be able to walk through.
  chmodSync(folder, 0o755)
  const port = 4800 + Math.floor(Math.random() * 200)
  const server = await startServer({
    PORT: String(port),
    HALLOO_DATA: folder,
    RATE_LIMITS: 'off',
    // The server's own work, as mailing what the demo's visitors have not read, must not be taken for theirs.
    ANSWER_MAIL_SECONDS: '86400',
    LOG_LEVEL: 'error',
  })
  // Joins the server that runs there.
  const database = connect((await startEmbedded({ dir: path.join(folder, 'postgres-18') })).url, { max: 1 })
  const { key, signIns }: Demo = JSON.parse(readFileSync(path.join(folder, 'demo.json'), 'utf8'))
  const url = `http://localhost:${port}`
  return {
    url,
    /** Under the other name of this machine: a foreign site. */
    site: `http://127.0.0.1:${port}/demo/bench.html`,
    key,
    agent: () => signIn(url, signIns[1] ?? { email: '', password: '' }),
    /** How many rows every table has that there is. */
    async rows() {
      const { sql } = database
      const tables = await sql<{ name: string }[]>`
        select format('%I.%I', schemaname, relname) as name from pg_stat_user_tables`
      const rows = new Map<string, number>()
      for (const { name } of tables) {
        const [row] = await sql<{ n: number }[]>`select count(*)::int as n from ${sql.unsafe(name)}`
        rows.set(name, row?.n ?? 0)
      }
      return rows
    },
    async stop() {
      await database.close()
      await new Promise(done => {
        server.once('exit', done)
        server.kill('SIGTERM')
      })
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const api = fileURLToPath(new URL('../../../api/dist/main.js', import.meta.url))

/** The built program; resolves when it is ready. */
async function startServer(env: Record<string, string>) {
  const child = spawn(process.execPath, [api], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', said => String(said).includes('is ready') && resolve())
    child.once('exit', code => reject(new Error(`the server ended with ${code}`)))
  })
  return child
}

/** An agent without a browser. */
async function signIn(url: string, credentials: { email: string; password: string }) {
  const headers = { 'content-type': 'application/json', origin: url }
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers,
    body: JSON.stringify(credentials),
  })
  const cookie = answer.headers
    .getSetCookie()
    .map(one => one.split(';')[0])
    .join('; ')
  const own = { headers: { ...headers, cookie } }
  const [organization] = await (await fetch(`${url}/api/auth/organization/list`, own)).json()
  await fetch(`${url}/api/auth/organization/set-active`, {
    ...own,
    method: 'POST',
    body: JSON.stringify({ organizationId: organization.id }),
  })
  const call = async (method: string, at: string, body?: unknown): Promise<{ items?: { id: string }[] }> => {
    const response = await fetch(`${url}/v1${at}`, {
      method,
      headers: { ...headers, cookie },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (response.status === 503) {
      await new Promise(done => setTimeout(done, 1000))
      return call(method, at, body)
    }
    if (!response.ok) throw new Error(`${method} ${at}: ${response.status} ${await response.text()}`)
    return response.json()
  }
  return {
    async newest(): Promise<string> {
      const { items = [] } = await call('GET', '/conversations?view=all&limit=1&order=newest')
      return items[0]?.id ?? ''
    },
    accept: (id: string) => call('POST', `/conversations/${id}/accept`),
    /** Says so much, ten at a time. */
    async say(id: string, count: number) {
      for (let at = 0; at < count; at += 10)
        await Promise.all(
          Array.from({ length: Math.min(10, count - at) }, (_, n) =>
            call('POST', `/conversations/${id}/messages`, {
              id: `msg_${crypto.randomUUID().replaceAll('-', '').slice(0, 21)}`,
              content: `Message ${at + n}: the bulbs like a dry place until October.`,
            }),
          ),
        )
    },
  }
}
