import { expect, test } from 'vitest'
import { Heartbeat } from './heartbeat.ts'
import type { Session } from './session.ts'

/** A session as the heartbeat sees it, and what became of it. */
function givenSession(isIn = true) {
  const did: string[] = []
  const ws = {
    readyState: 1,
    OPEN: 1,
    terminate: () => did.push('cut'),
    close(code: number) {
      did.push(`closed ${code}`)
      Object.assign(session, { isOpen: false })
    },
  }
  const connection = isIn ? { n: 7, send: (frame: object) => did.push(JSON.stringify(frame)) } : null
  const session = { ws, connection, isOpen: true, isJoining: false, heardAt: 0, pingAt: 0, slot: null }
  return { did, session: session as unknown as Session }
}

function givenClock(random = 0.5) {
  const clock = { at: 0 }
  const heartbeat = new Heartbeat(
    () => clock.at,
    () => random,
  )
  const wait = (seconds: number) => {
    for (let second = 0; second < seconds; second++) {
      clock.at += 1000
      heartbeat.tick()
    }
  }
  return { clock, heartbeat, wait }
}

const PING = '{"t":"ping","n":7}'

test('a socket that says no hello is closed after five seconds, and cut if it does not go', () => {
  const { heartbeat, wait } = givenClock()
  const { did, session } = givenSession(false)
  heartbeat.begin(session)
  wait(4)
  expect(did).toEqual([])
  wait(1)
  expect(did).toEqual(['closed 1008'])
  wait(1)
  expect(did).toEqual(['closed 1008', 'cut'])
})

test.each([
  [0, 23],
  [0.5, 25],
  [1, 28],
])('pings come every 25 seconds, give or take a tenth (chance %d: %d s)', (random, seconds) => {
  const { clock, heartbeat, wait } = givenClock(random)
  const { did, session } = givenSession()
  heartbeat.begin(session)
  wait(seconds - 1)
  expect(did).toEqual([])
  wait(1)
  expect(did).toEqual([PING])
  session.heardAt = clock.at
  wait(seconds + 1)
  expect(did).toEqual([PING, PING])
})

test('a socket that was not heard for 35 seconds is cut, one that answers is not', () => {
  const { clock, heartbeat, wait } = givenClock()
  const [silent, lively] = [givenSession(), givenSession()]
  heartbeat.begin(silent.session)
  heartbeat.begin(lively.session)
  wait(25)
  lively.session.heardAt = clock.at
  wait(10)
  expect(silent.did).toEqual([PING])
  wait(2)
  expect(silent.did).toEqual([PING, 'cut'])
  expect(lively.did).toEqual([PING])
})

test('a socket that has gone is not looked at any more', () => {
  const { heartbeat, wait } = givenClock()
  const { did, session } = givenSession()
  heartbeat.begin(session)
  heartbeat.end(session)
  wait(100)
  expect(did).toEqual([])
})
