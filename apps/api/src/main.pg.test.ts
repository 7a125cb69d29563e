import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { freePort } from '@halloo/db/embedded/free-port'
import { isRunning } from '@halloo/db/embedded/process'
import type { VisitorMessage } from '@halloo/protocol'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { newId } from './ids.ts'
import { databasePid, type HallooProcess, startProcess } from './testing/process.ts'

// The program as a whole: started, killed, started again, on its own embedded database.

let folder: string
let port: number
let running: HallooProcess | undefined
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'halloo-main-'))
  chmodSync(folder, 0o755)
  port = await freePort()
})
afterAll(async () => {
  await running?.end('SIGINT')
  rmSync(folder, { recursive: true, force: true })
})

const start = async () => {
  running = await startProcess(folder, port)
  return running
}
const widgetKey = () =>
  (JSON.parse(readFileSync(path.join(folder, 'demo.json'), 'utf8')) as { key: string }).key

test('a first start makes a database, a demo and its sign-ins, and says where everything is', async () => {
  const starting = start()
  const isReady = async () => expect((await fetch(`http://localhost:${port}/readyz`)).status).toBe(200)
  await vi.waitFor(isReady, { timeout: 60_000, interval: 10 })
  expect(existsSync(path.join(folder, 'demo.json'))).toBe(true)
  const { output, url } = await starting
  expect(output()).toContain(`Inbox          ${url}/`)
  expect(output()).toContain(`Demo shop      http://127.0.0.1:${port}/demo/`)
  const [, email, password] = /(owner@\S+) {2}(\S+)/.exec(output()) ?? []
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email, password }),
  })
  expect(answer.status).toBe(200)
}, 60_000)

test('Ctrl-C leaves nothing running', async () => {
  const pid = databasePid(folder)
  expect(isRunning(pid)).toBe(true)
  expect(await running?.end('SIGINT')).toBe(0)
  running = undefined
  expect(isRunning(pid)).toBe(false)
  expect(existsSync(path.join(folder, 'postgres-18', 'postmaster.pid'))).toBe(false)
})

test('a process that was killed leaves a database that the next one takes over', async () => {
  const first = await start()
  const pid = databasePid(folder)
  await first.end('SIGKILL')
  expect(isRunning(pid)).toBe(true)
  const second = await start()
  expect(databasePid(folder)).toBe(pid)
  expect((await fetch(`${second.url}/readyz`)).status).toBe(200)
}, 60_000)

test('a database that was killed too comes back with everything', async () => {
  process.kill(databasePid(folder), 'SIGKILL')
  await running?.end('SIGKILL')
  const { url } = await start()
  expect((await fetch(`${url}/widget/${widgetKey()}.js`)).status).toBe(200)
}, 60_000)

interface Sender {
  token: string
  conversationId: string
  sent: { id: string; content: string }[]
  acknowledged: Map<string, number>
}

const CLIENTS = 50
const post = async (sender: Sender, message: { id: string; content: string }, url: string) => {
  const answer = await fetch(`${url}/v1/widget/conversations/${sender.conversationId}/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${sender.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(message),
  })
  if (answer.status !== 201) throw new Error(`answered ${answer.status}`)
  sender.acknowledged.set(message.id, ((await answer.json()) as { message: VisitorMessage }).message.seq)
}

async function givenSender(url: string): Promise<Sender> {
  const headers = { 'content-type': 'application/json' }
  const session = await fetch(`${url}/v1/widget/sessions`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ key: widgetKey() }),
  })
  const { token } = (await session.json()) as { token: string }
  const conversationId = newId('conversation')
  const first = { id: newId('message'), content: 'first' }
  await fetch(`${url}/v1/widget/conversations`, {
    method: 'POST',
    headers: { ...headers, authorization: `Bearer ${token}` },
    body: JSON.stringify({ id: conversationId, message: first }),
  })
  return { token, conversationId, sent: [first], acknowledged: new Map([[first.id, 1]]) }
}

test('killed while fifty clients send, nothing acknowledged is lost or doubled', async () => {
  const url = running?.url ?? ''
  const senders = await Promise.all(Array.from({ length: CLIENTS }, () => givenSender(url)))
  let killed = false
  const total = () => senders.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0)
  let enough = () => {}
  const underWay = new Promise<void>(resolve => {
    enough = resolve
  })
  const sending = senders.map(async sender => {
    for (let at = 0; !killed; at++) {
      const message = { id: newId('message'), content: `number ${at}` }
      sender.sent.push(message)
      await post(sender, message, url).catch(() => {})
      if (total() > 400) enough()
    }
  })
  await underWay
  await running?.end('SIGKILL')
  killed = true
  await Promise.all(sending)
  const before = senders.map(({ acknowledged }) => new Map(acknowledged))
  await start()
  // Clients send again whatever was not acknowledged, under the same ids.
  for (const sender of senders)
    for (const message of sender.sent)
      if (!sender.acknowledged.has(message.id)) await post(sender, message, url)

  let kept = 0
  for (const [at, sender] of senders.entries()) {
    const messages = await everyMessage(sender, url)
    expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_, index) => index + 1))
    expect(messages.map(({ id }) => id).sort()).toEqual(sender.sent.map(({ id }) => id).sort())
    for (const [id, seq] of before[at] ?? [])
      expect(messages.find(message => message.id === id)?.seq).toBe(seq)
    kept += messages.length
  }
  expect(kept).toBe(senders.reduce((sum, { sent }) => sum + sent.length, 0))
}, 120_000)

async function everyMessage(sender: Sender, url: string) {
  const all: VisitorMessage[] = []
  for (;;) {
    const answer = await fetch(
      `${url}/v1/widget/conversations/${sender.conversationId}/messages?limit=100&afterSeq=${all.at(-1)?.seq ?? 0}`,
      { headers: { authorization: `Bearer ${sender.token}` } },
    )
    const { items, nextCursor } = (await answer.json()) as {
      items: VisitorMessage[]
      nextCursor: string | null
    }
    all.push(...items)
    if (!nextCursor) return all
  }
}
