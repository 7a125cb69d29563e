import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fingerprintOf } from '../fingerprint.ts'
import { expectDiscreetLogs, expectHealthy } from './always.ts'
import { CASES, type Case, fieldsOf, type Surface, shuffled } from './corpus.ts'
import { leftOut } from './left-out.ts'
import type { Stage } from './stage.ts'

const EVERY = 50
/** Cases run in an order of their own; the same seed gives the same order. */
const SEED = Number(process.env.CORPUS_SEED ?? Date.now() % 100_000)

/** Drives every case of a surface that has a mechanism here; the list of the others is checked elsewhere. */
export function drive(surface: Surface, stage: Stage, perform: (one: Case) => Promise<void>) {
  const cases = shuffled(
    CASES.filter(one => one.surface === surface && leftOut(one) === undefined),
    SEED,
  )
  describe(`bad input, ${surface} (CORPUS_SEED=${SEED})`, () => {
    const strangers = watchConnections()
    let before = ''
    beforeAll(async () => {
      before = await fingerprintOf(stage.sql, stage.b.id)
    })
    cases.forEach((one, index) => {
      test(one.case, { timeout: ceilingOf(one) }, async () => {
        const { content } = fieldsOf(one.input.body)
        if (typeof content === 'string' && content.length >= 12) stage.secrets.add(content)
        await perform(one)
        expect(Object.getOwnPropertyNames(Object.prototype), 'Object.prototype is as it was').toEqual(NATIVE)
        if ((index + 1) % EVERY === 0) await expectUnharmed()
      })
    })
    test('leaves the house unharmed', expectUnharmed)

    async function expectUnharmed() {
      await expectHealthy(stage)
      expect(await fingerprintOf(stage.sql, stage.b.id), 'rows of the other organization').toBe(before)
      expectDiscreetLogs(stage)
      expect(strangers, 'connections to other machines').toEqual([])
    }
  })
}

/** A ceiling in ms for one answer, not a measurement; cases that ask a thousand times have more. */
const ceilingOf = ({ input }: Case) =>
  'n' in input || 'count' in input || 'times' in input ? 60_000 : 10_000

const NATIVE = Object.getOwnPropertyNames(Object.prototype)

/** Notes every address off this machine that the process turns to. */
function watchConnections(): string[] {
  const strangers: string[] = []
  const onSocket = (message: unknown) => {
    const { socket } = message as { socket?: unknown }
    if (!(socket instanceof Socket)) return
    socket.on('connectionAttempt', (address: string) => {
      if (!/^(127\.|::1$|::ffff:127\.)/.test(address)) strangers.push(address)
    })
  }
  beforeAll(() => subscribe('net.client.socket', onSocket))
  afterAll(() => {
    unsubscribe('net.client.socket', onSocket)
  })
  return strangers
}
