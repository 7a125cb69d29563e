import { describe, expect, it } from 'vitest'
import { settle } from '../testing/outbox-house.ts'
import { A, B, given, OFFLINE, problem, say, states, words } from '../testing/outbox-server.ts'

describe('sending', () => {
  it('sends in the order of writing, one at a time, each once', async () => {
    const { at, tab } = given()
    const box = tab()
    for (const text of ['one', 'two', 'three']) say(box, text)
    expect(states(box)).toEqual(['one sending', 'two sending', 'three sending'])
    await settle()
    expect(at.told.map(message => message.content)).toEqual(['one', 'two', 'three'])
    expect(at.most).toBe(1)
    expect(states(box)).toEqual([])
  })

  it('lets conversations go beside each other', async () => {
    const { at, tab } = given()
    const box = tab()
    let free = () => {}
    at.hold = new Promise(done => {
      free = done
    })
    say(box, 'to a', A)
    say(box, 'to b', B)
    await settle()
    expect(at.most).toBe(2)
    free()
    await settle()
    expect(states(box)).toEqual([])
  })

  it('repeats the same id after a lost answer, so that it exists once', async () => {
    const { at, clock, tab } = given()
    const box = tab()
    at.loseAnswers = true
    say(box, 'once')
    await settle()
    expect(states(box)).toEqual(['once queued'])
    at.loseAnswers = false
    clock.pass(1_000)
    await settle()
    expect(at.told).toHaveLength(2)
    expect(at.told[0]?.id).toBe(at.told[1]?.id)
    expect(words(at)).toEqual(['once'])
  })

  it('lets go of a message that arrived otherwise', async () => {
    const { at, clock, tab } = given()
    const box = tab()
    at.loseAnswers = true
    say(box, 'heard through the socket')
    await settle()
    const [first] = box.unsent()
    box.discard(first?.id ?? '')
    clock.pass(60_000)
    await settle()
    expect(at.told).toHaveLength(1)
  })

  it('gives up on an answer that does not come, and asks again', async () => {
    const { at, clock, tab } = given()
    const box = tab()
    at.hold = new Promise(() => {})
    say(box, 'into the void')
    await settle()
    at.hold = undefined
    clock.pass(20_000)
    await settle()
    expect(states(box)).toEqual(['into the void queued'])
    clock.pass(1_000)
    await settle()
    expect(words(at)).toEqual(['into the void'])
  })
})

describe('refused for now', () => {
  it.each([
    ['offline', 0],
    ['busy', 503],
    ['rate_limited', 429],
    ['unavailable', 503],
    ['request_timeout', 408],
    ['storage_full', 507],
    ['unauthenticated', 401],
  ] as const)('waits after %s, and then sends all in order', async (code, status) => {
    const { at, clock, tab } = given()
    const box = tab()
    at.refuse = problem(status, code)
    for (const text of ['one', 'two']) say(box, text)
    await settle()
    expect(states(box)).toEqual(['one queued', 'two queued'])
    expect(at.told).toHaveLength(1)
    at.refuse = undefined
    clock.pass(30_000)
    await settle()
    expect(words(at)).toEqual(['one', 'two'])
  })

  it('waits as long as the server asks, to the millisecond', async () => {
    const { at, clock, tab } = given()
    const box = tab()
    at.refuse = problem(429, 'rate_limited', 7_000)
    say(box, 'slowly')
    await settle()
    clock.pass(6_999)
    await settle()
    expect(at.told).toHaveLength(1)
    clock.pass(1)
    await settle()
    expect(at.told).toHaveLength(2)
  })

  it('waits ever longer, with full jitter', async () => {
    const { at, clock, tab } = given({ random: 1 })
    const box = tab()
    at.refuse = OFFLINE
    say(box, 'again')
    await settle()
    for (const ms of [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
      const before = at.told.length
      clock.pass(ms - 1)
      await settle()
      expect(at.told).toHaveLength(before)
      clock.pass(1)
      await settle()
      expect(at.told).toHaveLength(before + 1)
    }
  })

  it('tries at once when it is told that the way is free', async () => {
    const { at, tab } = given()
    const box = tab()
    at.refuse = OFFLINE
    say(box, 'now')
    await settle()
    at.refuse = undefined
    box.retryAll()
    await settle()
    expect(words(at)).toEqual(['now'])
  })

  it('forgives a fault of the server three times', async () => {
    const { at, clock, tab } = given()
    const box = tab()
    at.refuse = problem(500, 'internal')
    say(box, 'unlucky')
    for (let n = 0; n < 10; n++) {
      await settle()
      clock.pass(30_000)
    }
    expect(at.told).toHaveLength(4)
    expect(states(box)).toEqual(['unlucky failed'])
  })
})
