import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { PROTOCOL_VERSION, SUBPROTOCOL } from '@halloo/protocol'
import { nanoid } from 'nanoid'
import { postmasterPid } from './postmaster.ts'
import type { Seat, System } from './system.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** The built program, as an operator starts it; each visitor with two tabs, and an agent who hears everything. */
export async function startHalloo(folder: string, senders: number): Promise<System> {
  mkdirSync(folder, { recursive: true })
  for (const at of [path.dirname(folder), folder]) chmodSync(at, 0o755)
  const port = 4700 + Math.floor(Math.random() * 200)
  const server = spawn(process.execPath, ['apps/api/dist/main.js'], {
    cwd: root,
    env: { PATH: process.env.PATH, PORT: String(port), HALLOO_DATA: folder, RATE_LIMITS: 'off' },
  })
  await new Promise<void>((resolve, reject) => {
    server.stdout.on('data', chunk => String(chunk).includes('is ready') && resolve())
    server.once('exit', code => reject(new Error(`halloo ended with ${code}`)))
  })
  const url = `http://localhost:${port}`
  const visitors: Seat[] = []
  for (let at = 0; at < senders; at++) visitors.push(...(await seatsOfVisitor(url, port, demoOf(folder).key)))
  return {
    plan: { seats: [...visitors, await seatOfAgent(url, port, folder)], acknowledgement: '"answer"' },
    pids: [server.pid ?? 0, postmasterPid(path.join(folder, 'postgres-18'))],
    stop: () =>
      new Promise(resolve => {
        server.once('exit', () => resolve())
        server.kill('SIGTERM')
      }),
  }
}

const demoOf = (folder: string) =>
  JSON.parse(readFileSync(path.join(folder, 'demo.json'), 'utf8')) as {
    key: string
    signIns: { email: string; password: string }[]
  }

async function post<T>(address: string, body: unknown, headers: Record<string, string> = {}): Promise<T> {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`)
  return answer.json() as Promise<T>
}

async function seatsOfVisitor(url: string, port: number, key: string): Promise<Seat[]> {
  const { token } = await post<{ token: string }>(`${url}/v1/widget/sessions`, { key })
  const id = `conv_${nanoid(21)}`
  await post(
    `${url}/v1/widget/conversations`,
    { id, message: { id: `msg_${nanoid(21)}`, content: 'first' } },
    { authorization: `Bearer ${token}` },
  )
  const tab: Seat = {
    url: `ws://127.0.0.1:${port}/v1/widget/socket`,
    protocol: SUBPROTOCOL,
    headers: {},
    opening: [JSON.stringify({ t: 'hello', protocol: PROTOCOL_VERSION, token })],
  }
  const op = 'POST /v1/widget/conversations/:conversationId/messages'
  const call = {
    t: 'call',
    id: '$id',
    op,
    params: { conversationId: id },
    body: { id: '$id', content: '$n' },
  }
  return [{ ...tab, message: JSON.stringify(call) }, tab]
}

async function seatOfAgent(url: string, port: number, folder: string): Promise<Seat> {
  const [, agent] = demoOf(folder).signIns
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify(agent),
  })
  const cookie = answer.headers
    .getSetCookie()
    .map(part => part.split(';')[0])
    .join('; ')
  const { organizationId } = { organizationId: await activate(url, cookie) }
  if (!organizationId) throw new Error('the demo agent belongs to no organization')
  return {
    url: `ws://localhost:${port}/v1/socket`,
    protocol: SUBPROTOCOL,
    headers: { cookie, origin: url },
    opening: [JSON.stringify({ t: 'hello', protocol: PROTOCOL_VERSION })],
  }
}

/** Chooses the first organization of the session. */
async function activate(url: string, cookie: string): Promise<string | undefined> {
  const headers = { cookie, origin: url }
  const [first] = (await (await fetch(`${url}/api/auth/organization/list`, { headers })).json()) as {
    id: string
  }[]
  if (first) await post(`${url}/api/auth/organization/set-active`, { organizationId: first.id }, headers)
  return first?.id
}
