import { LIMITS } from '@halloo/protocol'
import { expect, test, vi } from 'vitest'
import { systemActor } from '../auth/actor.ts'
import { transact } from '../door/transaction.ts'
import { newId } from '../ids.ts'
import { enter } from '../testing/corpus/sockets.ts'
import { givenHouse } from '../testing/house.ts'
import { givenOrganization, type TestMember } from '../testing/organization.ts'
import { SocketConnection } from './socket-connection.ts'

// Somebody reads more slowly than things happen.

const house = givenHouse()

const happen = (organizationId: string, count: number) =>
  transact(house.server.work, systemActor(organizationId), { requestId: 'test' }, async ctx => {
    for (let n = 0; n < count; n++) ctx.emit('department.deleted', { id: newId('department') }, null)
  })

async function givenReader(member: TestMember) {
  const raw = await enter(house, member)
  const connection = [...house.server.hub.all()].find(({ actor }) => actor.id === member.id)
  if (!(connection instanceof SocketConnection)) throw new Error('the socket is not in the hub')
  return { raw, connection }
}

/** Answers that wait to be read, until the socket takes no more. */
function fill(connection: SocketConnection) {
  const answer = JSON.stringify({ t: 'answer', id: null, status: 200, body: 'x'.repeat(8192) })
  while (connection.socket.writableLength <= LIMITS.laggingBytes) connection.sendText(answer)
}

test('misses events while much is waiting, and gets them from the log when it has read: none lost, none twice', async () => {
  const shop = await givenOrganization(house)
  const { raw, connection } = await givenReader(shop.owner)
  raw.socket.pause()
  // What the kernel takes is not waiting with us any more.
  for (let n = 0; n < 200 && connection.missing === null; n++) {
    fill(connection)
    await happen(shop.id, 2)
    await new Promise(setImmediate)
  }
  expect(connection.missing).not.toBeNull()
  const waiting = connection.socket.writableLength
  await happen(shop.id, 50)
  expect(connection.socket.writableLength).toBe(waiting)
  connection.send({ t: 'presence', online: ['early'] })
  connection.send({ t: 'presence', online: ['late'] })
  raw.socket.resume()
  const last = (await happenOne(shop.id)).id
  const event = await raw.next(({ t, data }) => t === 'event' && JSON.stringify(data).includes(last), 10_000)
  expect(event).toBeDefined()
  const events = raw.frames.filter(({ t }) => t === 'event')
  expect(events.map(({ n }) => n)).toEqual(events.map((_, at) => at + 1))
  expect(new Set(events.map(({ data }) => JSON.stringify(data))).size).toBe(events.length)
  const told = raw.frames.filter(({ t }) => t === 'presence').map(({ online }) => online)
  expect(told).not.toContainEqual(['early'])
  expect(told).toContainEqual(['late'])
  await raw.end()
})

async function happenOne(organizationId: string) {
  const id = newId('department')
  await transact(house.server.work, systemActor(organizationId), { requestId: 'test' }, async ctx => {
    ctx.emit('department.deleted', { id }, null)
  })
  return { id }
}

test('is told to come back where more than a mebibyte is waiting', async () => {
  const shop = await givenOrganization(house)
  const { raw, connection } = await givenReader(shop.owner)
  raw.socket.pause()
  const answer = JSON.stringify({ t: 'answer', id: null, status: 200, body: 'x'.repeat(60_000) })
  let most = 0
  for (let n = 0; n < 300 && connection.ws.readyState === connection.ws.OPEN; n++) {
    connection.sendText(answer)
    most = Math.max(most, connection.socket.writableLength)
    await new Promise(setImmediate)
  }
  expect(most).toBeLessThan(LIMITS.slowReaderBytes + 2 * LIMITS.frameBytes)
  raw.socket.resume()
  expect(await raw.closed).toBe(4008)
  expect(raw.frames.at(-1)).toMatchObject({ t: 'bye', reason: 'slow_reader' })
})

test('what is sent in one turn leaves in one write', async () => {
  const shop = await givenOrganization(house)
  const { raw, connection } = await givenReader(shop.owner)
  const chunks: number[] = []
  const socket = connection.socket as unknown as { _writev(all: unknown[], done: () => void): void }
  const write = socket._writev.bind(socket)
  vi.spyOn(socket, '_writev').mockImplementation((all, done) => {
    chunks.push(all.length)
    write(all, done)
  })
  await happen(shop.id, 10)
  await raw.next(({ n }) => n === 10)
  // Two for each frame, its head and its text; before that, who is there.
  expect(chunks.at(-1)).toBe(20)
  await raw.end()
})
