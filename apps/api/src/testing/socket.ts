import type { Down, Up } from '@halloo/protocol'
import { PROTOCOL_VERSION, SUBPROTOCOL } from '@halloo/protocol'
import { WebSocket } from 'ws'
import { newId } from '../ids.ts'
import type { House } from './house.ts'
import type { TestMember, TestVisitor } from './organization.ts'

type FrameOf<T extends Down['t']> = Extract<Down, { t: T }>

/** A real socket of a test, which keeps everything it heard. */
export interface TestSocket {
  ws: WebSocket
  frames: Down[]
  /** Cursor after the last event, or of the welcome. */
  cursor(): string
  send(frame: Up): void
  /** The first frame of a kind that fits, now or later. */
  frame<T extends Down['t']>(t: T, fits?: (frame: FrameOf<T>) => boolean): Promise<FrameOf<T>>
  /** The first event of a type that fits, now or later. */
  event(type: string, fits?: (data: Record<string, unknown>) => boolean): Promise<FrameOf<'event'>>
  closed: Promise<{ code: number }>
  close(): Promise<void>
}

/** Connects as a member or a visitor and says hello. */
export async function openSocket(
  house: House,
  as: TestMember | TestVisitor,
  cursor?: string,
): Promise<TestSocket> {
  const isMember = 'cookie' in as
  const url = `${house.server.url.replace('http', 'ws')}${isMember ? '/v1/socket' : '/v1/widget/socket'}`
  const ws = new WebSocket(url, SUBPROTOCOL, {
    headers: isMember ? as.headers : { origin: as.headers.origin ?? '' },
  })
  const socket = listen(ws)
  await new Promise((resolve, reject) => ws.once('open', resolve).once('error', reject))
  socket.send({
    t: 'hello',
    protocol: PROTOCOL_VERSION,
    ...('token' in as && { token: as.token }),
    ...(cursor && { cursor }),
  })
  return socket
}

/** Resolves when everything that was caused before has been heard: the answer comes behind it. */
export async function settled(
  socket: TestSocket,
  op: 'GET /v1/counts' | 'GET /v1/widget/me' = 'GET /v1/counts',
) {
  const id = newId('message')
  socket.send({ t: 'call', id, op })
  await socket.frame('answer', frame => frame.id === id)
}

function listen(ws: WebSocket): TestSocket {
  const frames: Down[] = []
  const waiting = new Set<() => void>()
  let cursor = ''
  ws.on('message', data => {
    const frame = JSON.parse(String(data)) as Down
    frames.push(frame)
    if (frame.t === 'welcome' || frame.t === 'event') cursor = frame.cursor
    for (const look of [...waiting]) look()
  })
  const closed = new Promise<{ code: number }>(resolve => ws.once('close', code => resolve({ code })))
  const find = <T extends Down>(fits: (frame: Down) => frame is T, what: string) =>
    new Promise<T>((resolve, reject) => {
      const late = setTimeout(
        () => reject(new Error(`waited for ${what}, heard ${JSON.stringify(frames).slice(0, 2000)}`)),
        5000,
      )
      const look = () => {
        const found = frames.find(fits)
        if (!found) return
        clearTimeout(late)
        waiting.delete(look)
        resolve(found)
      }
      waiting.add(look)
      look()
    })
  return {
    ws,
    frames,
    cursor: () => cursor,
    send: frame => ws.send(JSON.stringify(frame)),
    frame: (t, fits = () => true) =>
      find((frame): frame is FrameOf<typeof t> => frame.t === t && fits(frame as FrameOf<typeof t>), t),
    event: (type, fits = () => true) =>
      find(
        (frame): frame is FrameOf<'event'> =>
          frame.t === 'event' && frame.type === type && fits(frame.data as Record<string, unknown>),
        type,
      ),
    closed,
    async close() {
      ws.close()
      await closed
    },
  }
}
