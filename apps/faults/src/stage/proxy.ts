import { type AddressInfo, createServer, type Socket, connect as toPort } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** What a link does to the bytes that pass; may be changed at any moment. */
export interface Weather {
  latencyMs: number
  /** As many milliseconds more, at random. */
  jitterMs: number
  bytesPerSecond: number
  /** Largest piece that is written at once. */
  sliceBytes: number
  /** Bytes that vanish without a word: `down` is what the server says, `both` makes a half-open connection. */
  swallow: 'nothing' | 'down' | 'up' | 'both'
  /** New connections end at once. */
  closed: boolean
}

export const FAIR: Weather = {
  latencyMs: 0,
  jitterMs: 0,
  bytesPerSecond: Number.POSITIVE_INFINITY,
  sliceBytes: Number.POSITIVE_INFINITY,
  swallow: 'nothing',
  closed: false,
}

export interface Link {
  /** Weather of this connection alone; without it, the proxy's. */
  weather: Partial<Weather>
  cut(how?: 'end' | 'reset'): void
}

export interface FaultProxy {
  port: number
  weather: Weather
  links: ReadonlySet<Link>
  /** Ends every connection: politely, or by RST. */
  cut(how?: 'end' | 'reset'): void
  /** Swallows both ways from now on on every connection that is open; new ones are fair. */
  freeze(): void
  close(): Promise<void>
}

/**
 * Carries TCP to the first port that answers, through whatever weather.
 * @example const proxy = await startProxy(() => [4000]); proxy.weather.latencyMs = 200; proxy.cut('reset')
 */
export async function startProxy(ports: () => readonly number[]): Promise<FaultProxy> {
  const links = new Set<Link>()
  const weather = { ...FAIR }
  const server = createServer({ allowHalfOpen: true, noDelay: true }, client => {
    client.on('error', () => client.destroy())
    if (weather.closed) return client.resetAndDestroy()
    reach([...ports()]).then(
      upstream => links.add(join(client, upstream, weather, link => links.delete(link))),
      () => client.resetAndDestroy(),
    )
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    weather,
    links,
    cut: how => {
      for (const link of [...links]) link.cut(how)
    },
    freeze: () => {
      for (const link of links) link.weather = { ...link.weather, swallow: 'both' }
    },
    close: () =>
      new Promise(resolve => {
        for (const link of [...links]) link.cut('reset')
        server.close(() => resolve())
      }),
  }
}

/** Connects to the first of the ports where somebody listens. */
async function reach([port, ...others]: number[]): Promise<Socket> {
  if (port === undefined) throw new Error('nobody listens')
  const socket = toPort({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true })
  return new Promise<Socket>((resolve, reject) => {
    socket.once('connect', () => resolve(socket)).once('error', reject)
  }).catch(() => reach(others))
}

function join(client: Socket, upstream: Socket, shared: Weather, gone: (link: Link) => void): Link {
  const link: Link = {
    weather: {},
    cut(how = 'end') {
      gone(link)
      for (const socket of [client, upstream]) how === 'end' ? socket.destroy() : socket.resetAndDestroy()
    },
  }
  const now = () => ({ ...shared, ...link.weather })
  carry(client, upstream, 'up', now, link)
  carry(upstream, client, 'down', now, link)
  if (client.destroyed || upstream.destroyed) link.cut()
  return link
}

/** One direction of a link. The end of one side is told to the other unless the weather swallows it. */
function carry(from: Socket, to: Socket, way: 'up' | 'down', now: () => Weather, link: Link) {
  const isSwallowed = () => now().swallow === 'both' || now().swallow === way
  let busy = Promise.resolve()
  from.on('data', chunk => {
    from.pause()
    busy = busy.then(() => (isSwallowed() ? undefined : pass(chunk, to, now))).then(() => void from.resume())
  })
  from.on('end', () => void busy.then(() => isSwallowed() || to.end()))
  from.on('error', () => isSwallowed() || link.cut('reset'))
  from.on('close', () => isSwallowed() || void busy.then(() => link.cut()))
}

async function pass(chunk: Buffer, to: Socket, now: () => Weather) {
  const { latencyMs, jitterMs } = now()
  if (latencyMs + jitterMs > 0) await pause(latencyMs + Math.random() * jitterMs)
  for (let at = 0; at < chunk.length && !to.destroyed; ) {
    const { sliceBytes, bytesPerSecond } = now()
    const piece = chunk.subarray(at, at + Math.min(sliceBytes, Math.max(1, bytesPerSecond / 10)))
    at += piece.length
    if (Number.isFinite(bytesPerSecond)) await pause((piece.length / bytesPerSecond) * 1000)
    if (!to.write(piece)) await new Promise<void>(resolve => to.once('drain', resolve).once('close', resolve))
  }
}
