import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { type FaultProxy, startProxy } from './proxy.ts'

// Each weather does what its name says, to a server that says everything back.

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function givenLine(): Promise<{
  proxy: FaultProxy
  client: Socket
  say(text: string): Promise<string>
}> {
  const server = createServer(socket => {
    socket.on('error', () => {}).pipe(socket)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const proxy = await startProxy(() => [(server.address() as AddressInfo).port])
  const client = connect(proxy.port, '127.0.0.1')
  client.on('error', () => {})
  await once(client, 'connect')
  closing.push(
    () => client.destroy(),
    () => proxy.close(),
    () => server.close(),
  )
  const say = async (text: string) => {
    let heard = ''
    client.write(text)
    while (heard.length < text.length) heard += String((await once(client, 'data'))[0])
    return heard
  }
  return { proxy, client, say }
}

/** The end of a connection, however it came. */
const ended = (socket: Socket) => new Promise(resolve => socket.once('close', resolve))

test('fair weather carries everything both ways', async () => {
  const { say } = await givenLine()
  expect(await say('x'.repeat(100_000))).toHaveLength(100_000)
})

test('latency and narrow lines take their time, and slices change nothing', async () => {
  const { proxy, say } = await givenLine()
  proxy.weather.latencyMs = 40
  const started = performance.now()
  await say('slow')
  expect(performance.now() - started).toBeGreaterThan(75)
  Object.assign(proxy.weather, { latencyMs: 0, sliceBytes: 1 })
  expect(await say('a word in pieces')).toBe('a word in pieces')
})

test('a frozen line says nothing and does not end; a new one is fair', async () => {
  const { proxy, client } = await givenLine()
  client.write('a')
  await once(client, 'data')
  proxy.freeze()
  let heard = 0
  client.on('data', () => heard++).on('close', () => heard++)
  client.write('b')
  const other = connect(proxy.port, '127.0.0.1')
  other.write('c')
  expect(String((await once(other, 'data'))[0])).toBe('c')
  expect(heard).toBe(0)
  other.destroy()
})

test('a cut ends the line, and a closed proxy lets nobody in', async () => {
  const { proxy, client, say } = await givenLine()
  await say('hello')
  const gone = ended(client)
  proxy.weather.closed = true
  proxy.cut('reset')
  await gone
  const late = connect(proxy.port, '127.0.0.1').on('error', () => {})
  await ended(late)
  expect(proxy.links.size).toBe(0)
})
