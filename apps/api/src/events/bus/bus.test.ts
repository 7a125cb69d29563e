import { describe, expect, test } from 'vitest'
import { givenAir } from '../../testing/air.ts'
import { asLogged } from '../told.ts'
import type { LoggedEvent } from '../write.ts'
import { BEAT_MS, openBus } from './bus.ts'

const event = (seq: number, data = '{}'): LoggedEvent => ({
  seq,
  type: 'message.created',
  audience: ['org'],
  hiddenFrom: [],
  conversationId: null,
  data,
  visitorData: null,
})

async function givenNodes(air = givenAir(), names = ['one', 'two']) {
  const clock = { now: 0 }
  const nodes = await Promise.all(
    names.map(async node => {
      const rings: [string, number[]][] = []
      const heard: LoggedEvent[] = []
      const bus = await openBus({
        node,
        open: air.open,
        now: () => clock.now,
        rung(organizationId, events) {
          rings.push([organizationId, events.map(({ seq }) => seq)])
          heard.push(...events)
        },
      })
      return { bus, rings, heard }
    }),
  )
  await quiet()
  const [one, two] = nodes
  if (!one) throw new Error('a test needs a node')
  return { air, clock, one, two: two ?? one }
}

/** What was put has been sent and answered. */
const quiet = async () => {
  for (let turn = 0; turn < 20; turn++) await new Promise(resolve => setImmediate(resolve))
}

describe('a bus', () => {
  test('rings the others and not its own node, with events in order', async () => {
    const { one, two } = await givenNodes()
    one.bus.ring('org_a', [event(1), event(2)])
    one.bus.ring('org_b', [event(7)])
    one.bus.ring('org_a', [event(3)])
    await quiet()
    expect(two.rings).toEqual([
      ['org_a', [1, 2]],
      ['org_b', [7]],
      ['org_a', [3]],
    ])
    expect(one.rings).toEqual([])
  })

  test('sends one text at a time, and what comes meanwhile in company', async () => {
    const { air, one, two } = await givenNodes()
    const before = air.sent.length
    for (let seq = 1; seq <= 20; seq++) one.bus.ring('org_a', [event(seq)])
    await quiet()
    expect(air.sent.length - before).toBe(1)
    expect(two.rings).toEqual([['org_a', Array.from({ length: 20 }, (_, at) => at + 1)]])
  })

  test('sends nothing where nobody else is', async () => {
    const { air, one } = await givenNodes(givenAir(), ['alone'])
    const before = air.sent.length
    one.bus.ring('org_a', [event(1)])
    one.bus.say('sessions', null)
    await quiet()
    expect(air.sent.length).toBe(before)
  })

  test('carries a message as the log holds it, and tells it there as here', async () => {
    const { air, one, two } = await givenNodes()
    const facts =
      '{"message":{"id":"msg_1","seq":2,"senderType":"user","type":"text","content":"Hi","createdAt":"2026-01-01T00:00:00.000Z","senderId":"cu_1"},' +
      '"conversation":{"status":"waiting_for_agent","version":3,"totals":[2,0],"participants":[["chat_user","cu_1",1,0]]}}'
    const told = asLogged({ ...event(1, facts), conversationId: 'conv_1' })
    one.bus.ring('org_a', [told])
    await quiet()
    expect(air.sent.at(-1)?.join()).toContain(JSON.stringify(facts))
    expect(two.heard).toEqual([told])
  })

  test('cuts its words to what a carrier takes, and only names what is too long', async () => {
    const { air, one, two } = await givenNodes(givenAir(1000))
    one.bus.ring('org_a', [event(1, 'x'.repeat(400)), event(2, 'x'.repeat(400)), event(3, 'ü'.repeat(600))])
    await quiet()
    expect(air.sent.flat().every(text => Buffer.byteLength(text) <= 1000)).toBe(true)
    expect(two.rings).toEqual([
      ['org_a', [1]],
      ['org_a', [2]],
      ['org_a', []],
    ])
  })

  test('keeps little for a carrier that does not answer: names instead of texts', async () => {
    const air = givenAir()
    const { one, two } = await givenNodes(air)
    for (let seq = 1; seq <= 300; seq++) one.bus.ring('org_a', [event(seq, 'x'.repeat(6000))])
    await quiet()
    const bytes = air.sent.flat().reduce((sum, text) => sum + text.length, 0)
    expect(bytes).toBeLessThan(600 * 1024)
    expect(two.rings.at(-1)).toEqual(['org_a', []])
  })

  test('asks to look at the log when it has joined, and when a node is new', async () => {
    const { air, clock, one } = await givenNodes(givenAir(), ['one'])
    let missed = 0
    one.bus.onMissed(() => missed++)
    await openBus({ node: 'two', open: air.open, now: () => clock.now, rung: () => {} })
    await quiet()
    expect(missed).toBe(1)
    expect(one.bus.peers()).toBe(1)
  })

  test('asks to look at the log when a connection was lost for a moment', async () => {
    const { air, one, two } = await givenNodes()
    const missed: string[] = []
    one.bus.onMissed(() => missed.push('one'))
    two.bus.onMissed(() => missed.push('two'))
    air.rejoin()
    await quiet()
    expect(missed).toEqual(['one', 'two'])
  })

  test('forgets a node that says nothing for a minute, and at once one that leaves', async () => {
    const { air, clock, one, two } = await givenNodes()
    const gone: string[] = []
    one.bus.onGone(node => gone.push(node))
    await two.bus.close()
    await quiet()
    expect([one.bus.peers(), gone]).toEqual([0, ['two']])
    const third = await openBus({ node: 'three', open: air.open, now: () => clock.now, rung: () => {} })
    await quiet()
    for (clock.now = 0; clock.now <= 60_000; clock.now += BEAT_MS) one.bus.beat()
    await quiet()
    expect([one.bus.peers(), third.peers(), gone]).toEqual([0, 1, ['two', 'three']])
  })

  test('takes no harm from texts that it does not understand, and reads on behind them', async () => {
    const { air, one, two } = await givenNodes()
    for (const text of [
      '',
      '{',
      'three',
      'three\n{"a":1}',
      'three\n[1,null,["later",true],["say","weather",{}]]',
    ])
      air.say(text)
    air.say(`three\n[["later",1],${JSON.stringify(['event', 'org_a', { ...event(4), later: true }])}]`)
    await quiet()
    for (const { rings } of [one, two]) expect(rings).toEqual([['org_a', [4]]])
  })

  test('joins anew when its own words do not come back', async () => {
    const air = givenAir()
    const { clock, one, two } = await givenNodes(air)
    let missed = 0
    one.bus.onMissed(() => missed++)
    air.cut(true)
    for (clock.now = 0; clock.now <= 60_000; clock.now += BEAT_MS) one.bus.beat()
    await quiet()
    expect(missed).toBe(0)
    air.cut(false)
    clock.now = 70_000
    one.bus.beat()
    await quiet()
    expect(missed).toBeGreaterThan(0)
    two.bus.beat()
    await quiet()
    one.bus.ring('org_a', [event(1)])
    await quiet()
    expect(two.rings).toEqual([['org_a', [1]]])
  })
})
