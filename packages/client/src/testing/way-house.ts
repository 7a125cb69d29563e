import type { EventPage } from '@halloo/protocol'
import { pollWire } from '../poll-wire.ts'
import type { MemberSide } from '../side.ts'
import { createSocket } from '../socket.ts'
import { createWay } from '../way.ts'
import { settle } from './outbox-house.ts'
import { socketPair } from './socket-pair.ts'
import { TestClock } from './test-clock.ts'

/** A log that can be asked, and a socket that a network may keep out. */
export function given() {
  const clock = new TestClock()
  const [openSocket, server] = socketPair()
  const asked: { cursor?: string; wait: string }[] = []
  let answer = (_page: EventPage) => {}
  let refuse = (_error: unknown) => {}
  const way = createWay({
    openSocket,
    openPoll: pollWire({
      ask: query => {
        asked.push(query)
        return new Promise((done, fail) => {
          answer = done
          refuse = fail
        })
      },
      call: async () => ({ items: [] }),
      clock,
    }),
    clock,
  })
  const socket = createSocket<MemberSide>({
    openWire: way.open,
    transport: () => way.transport,
    clock,
    random: () => 0.5,
  })
  const seen: string[] = []
  socket.listen({
    event: event => seen.push(JSON.stringify(event.data)),
    resync: () => seen.push('resync'),
  })
  return {
    clock,
    server,
    asked,
    socket,
    seen,
    async page(cursor: string, ...numbers: number[]) {
      answer({
        events: numbers.map(n => ({ cursor: `c${n}`, type: 'counts.updated', data: n })),
        cursor,
        resync: false,
      })
      await settle()
    },
    async resync(cursor: string) {
      answer({ events: [], cursor, resync: true })
      await settle()
    },
    async refuse(error: unknown) {
      refuse(error)
      await settle()
    },
    /** Two upgrades that fail, and the wait after them. */
    async keepOut() {
      socket.connect()
      server.drop()
      clock.pass(1_000)
      server.drop()
      clock.pass(2_000)
      await settle()
    },
    welcome(cursor: string) {
      server.accept()
      server.say({ t: 'welcome', protocol: 1, n: 4, cursor, heartbeatMs: 25_000 })
    },
  }
}
