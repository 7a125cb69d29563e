import { describe, expect, it } from 'vitest'
import type { MemberSide } from './side.ts'
import { createSocket } from './socket.ts'
import type { SocketStatus } from './socket-face.ts'
import { socketPair } from './testing/socket-pair.ts'
import { TestClock } from './testing/test-clock.ts'

const CONVERSATION = 'conv_V1StGXR8Z5jdHi6BmyT00'

function given({ random = 0.5, token }: { random?: number; token?: string } = {}) {
  const clock = new TestClock()
  const [openWire, server] = socketPair()
  const socket = createSocket<MemberSide>({ openWire, clock, random: () => random, token: () => token })
  const seen: string[] = []
  const statuses: SocketStatus[] = []
  socket.listen({
    event: event => seen.push(event.type),
    resync: () => seen.push('resync'),
    status: status => statuses.push(status),
  })
  const welcome = (n = 0, cursor = 'c0') => {
    server.accept()
    server.say({ t: 'welcome', protocol: 1, n, cursor, heartbeatMs: 25_000 })
  }
  const event = (n: number) =>
    server.say({
      t: 'event',
      n,
      cursor: `c${n}`,
      type: 'counts.updated',
      data: { topic: 'everything', version: n },
    })
  return { clock, server, socket, seen, statuses, welcome, event }
}

describe('the socket', () => {
  it('says hello with version and token, and is open when it is welcomed', () => {
    const { server, socket, statuses, welcome } = given({ token: 'secret' })
    socket.connect()
    welcome()
    expect(server.heard).toEqual([{ t: 'hello', protocol: 1, token: 'secret' }])
    expect(statuses).toEqual(['connecting', 'open'])
  })

  it('answers a ping with its own count', () => {
    const { server, socket, welcome, event } = given()
    socket.connect()
    welcome(7)
    event(8)
    server.say({ t: 'ping', n: 8 })
    expect(server.heard.at(-1)).toEqual({ t: 'pong', n: 8 })
  })

  it('says hello again with the last cursor when an event is missing', () => {
    const { clock, server, socket, seen, welcome, event } = given()
    socket.connect()
    welcome()
    event(1)
    event(3)
    expect(server.connected).toBe(false)
    clock.pass(1_000)
    server.accept()
    expect(server.heard).toEqual([{ t: 'hello', protocol: 1, cursor: 'c1' }])
    expect(seen).toEqual(['counts.updated'])
  })

  it('says hello again when a ping counts more than it has heard', () => {
    const { clock, server, socket, welcome } = given()
    socket.connect()
    welcome()
    server.say({ t: 'ping', n: 1 })
    clock.pass(1_000)
    expect(server.calls).toBe(2)
  })

  it('drops its cursor on resync and has its owner fetch again', () => {
    const { clock, server, socket, seen, welcome, event } = given()
    socket.connect()
    welcome()
    event(1)
    server.say({ t: 'bye', reason: 'resync' })
    clock.pass(0)
    welcome(0, 'fresh')
    expect(server.heard).toEqual([{ t: 'hello', protocol: 1 }])
    expect(seen).toEqual(['counts.updated', 'resync'])
  })

  it('waits ever longer, with jitter, up to 30 seconds', () => {
    const { clock, server, socket } = given({ random: 1 })
    socket.connect()
    for (const ms of [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
      const { calls } = server
      server.drop()
      clock.pass(ms - 1)
      expect(server.calls).toBe(calls)
      clock.pass(1)
      expect(server.calls).toBe(calls + 1)
    }
  })

  it('comes back when the server asked it to', () => {
    const { clock, server, socket, welcome } = given()
    socket.connect()
    welcome()
    server.say({ t: 'bye', reason: 'draining', retryAfterMs: 7_000 })
    clock.pass(6_999)
    expect(server.calls).toBe(1)
    clock.pass(1)
    expect(server.calls).toBe(2)
  })

  it.each(['unauthorized', 'revoked'] as const)('stays away when it is %s', reason => {
    const { clock, server, socket, welcome } = given()
    socket.connect()
    welcome()
    server.say({ t: 'bye', reason })
    clock.pass(120_000)
    expect(server.calls).toBe(1)
    expect(socket.status).toBe('closed')
    expect(socket.reason).toBe(reason)
  })

  it('understands the close code where the last frame was lost', () => {
    const { server, socket, welcome } = given()
    socket.connect()
    welcome()
    server.drop(4403)
    expect(socket.status).toBe('closed')
  })

  it('takes the server for dead after 35 seconds of silence', () => {
    const { clock, server, socket, welcome } = given()
    socket.connect()
    welcome()
    clock.pass(34_999)
    expect(socket.status).toBe('open')
    clock.pass(1)
    expect(socket.status).toBe('waiting')
    expect(server.connected).toBe(false)
  })

  it('gives up on a welcome that does not come', () => {
    const { clock, server, socket } = given()
    socket.connect()
    server.accept()
    clock.pass(10_000)
    expect(socket.status).toBe('waiting')
  })

  it('says what is on screen again after a reconnect', () => {
    const { clock, server, socket, welcome } = given()
    socket.connect()
    welcome()
    socket.viewing(CONVERSATION)
    server.drop()
    clock.pass(1_000)
    welcome()
    expect(server.heard.at(-1)).toEqual({ t: 'viewing', conversationId: CONVERSATION })
  })

  it('says that we write at most once a second', () => {
    const { clock, server, socket, welcome } = given()
    socket.connect()
    welcome()
    socket.typing(CONVERSATION)
    socket.typing(CONVERSATION)
    clock.pass(1_000)
    socket.typing(CONVERSATION)
    expect(server.heard.filter(frame => frame.t === 'typing')).toHaveLength(2)
  })

  it('brings each call its own answer', async () => {
    const { server, socket, welcome } = given()
    socket.connect()
    welcome()
    const counts = socket.call('GET /v1/counts', {})
    const settings = socket.call('GET /v1/settings', {})
    server.say({ t: 'answer', id: '2', status: 403, body: { code: 'forbidden', title: 'No', status: 403 } })
    server.say({ t: 'answer', id: '1', status: 200, body: { items: [] } })
    await expect(counts).resolves.toEqual({ items: [] })
    await expect(settings).rejects.toMatchObject({ code: 'forbidden', status: 403 })
  })

  it('gives up a call after ten seconds', async () => {
    const { clock, socket, welcome } = given()
    socket.connect()
    welcome()
    const counts = socket.call('GET /v1/counts', {})
    clock.pass(10_000)
    await expect(counts).rejects.toMatchObject({ code: 'request_timeout' })
  })

  it('gives up its calls when the connection drops', async () => {
    const { server, socket, welcome } = given()
    socket.connect()
    welcome()
    const counts = socket.call('GET /v1/counts', {})
    server.drop()
    await expect(counts).rejects.toMatchObject({ code: 'offline' })
  })

  it('is silent after it was closed', () => {
    const { clock, server, socket, welcome } = given()
    socket.connect()
    welcome()
    socket.close()
    clock.pass(120_000)
    expect(server.calls).toBe(1)
    expect(socket.status).toBe('idle')
  })
})
