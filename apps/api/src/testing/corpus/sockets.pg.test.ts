import { TEST_SECRET } from '@halloo/db/testing'
import { expect } from 'vitest'
import { createEventCursors } from '../../events/cursor.ts'
import { givenConversation } from '../conversation.ts'
import { givenHouse } from '../house.ts'
import { type Case, fieldsOf, isFields } from './corpus.ts'
import { expectedOf, SEEN_ELSEWHERE } from './corpus-map.ts'
import { givenAttachments } from './downloads.ts'
import { drive } from './drive.ts'
import { frameOf } from './frames.ts'
import { playHandshake } from './handshakes.ts'
import { sendHostile } from './hostile-bytes.ts'
import type { RawSocket } from './raw-socket.ts'
import { playBurst, playServerEvent, playState } from './socket-states.ts'
import { enter, expectOpen } from './sockets.ts'
import { givenStage } from './stage.ts'

// Bad input over sockets: handshakes, bytes, frames, and rights that change while somebody listens.

const house = givenHouse()
const limited = givenHouse({ RATE_LIMITS: 'on' })
const stage = givenStage(house)
const files = givenAttachments(stage)

/** Parts of an expectation that the plays look at. */
const LOOKED_AT = new Set(
  `handshake_status handshake_status_any code negotiated_extensions second_request_not_upgraded close close_any
  frame socket no_event_leaks rows_changed delivered payload_has_none_of fan_out_max_per_s new_handshakes
  subscriptions_recomputed_within_s within_s all_closed_within_s server_buffer_mb_max
  removed_from_presence_within_s`.split(/\s+/),
)

const PLAYS: Record<string, (one: Case) => Promise<void>> = {
  handshake: one => playHandshake(stage, one),
  raw: playBytes,
  frame: playFrame,
  burst: one => playBurst(stage, limited, one),
  state: one => playState(stage, one),
  server_event: one => playServerEvent(stage, one),
}

drive('ws', stage, async one => {
  const play = PLAYS[String(one.input.step)]
  if (!play)
    throw new Error(`the corpus has the step “${String(one.input.step)}”, which the harness does not know`)
  for (const part of Object.keys(expectedOf(one)))
    if (!LOOKED_AT.has(part) && !(part in SEEN_ELSEWHERE)) throw new Error(`nobody looks at “${part}”`)
  await play(one)
})

async function playBytes(one: Case) {
  const { close, close_any: any } = expectedOf(one)
  const code = await sendHostile(house, await stage.a.visitor(), fieldsOf(one.input.bytes))
  if (any !== undefined) expect(any).toContain(code)
  else expect(code).toBe(close)
}

async function playFrame(one: Case) {
  const wanted = expectedOf(one)
  const frame = fieldsOf(wanted.frame)
  if (frame.t === 'bye') return playFuture(String(frame.reason))
  const who = one.input.as === 'agent' ? stage.members.agent : stage.visitors.visitor
  const [raw, before] = [await enter(house, who), await rows()]
  raw.sendText(frameOf({ ...stage, ref: name => files.ref(name) }, one))
  const answer = await raw.next(({ t }) => t === 'answer')
  const body = fieldsOf(answer?.body)
  const told = JSON.stringify(answer)
  if (frame.t === 'ack') expect(answer?.status, told).toBe(201)
  else expect(body.code, told).toBe(frame.code === 'unknown_type' ? 'validation_failed' : frame.code)
  expect(told).not.toMatch(/node_modules|drizzle/)
  if (wanted.rows_changed === 0) expect(await rows()).toBe(before)
  if (wanted.no_event_leaks) await expectNoLeak(raw, one)
  if (wanted.socket === 'open') await expectOpen(raw)
  await raw.end()
}

/** Goes on from a place that the log has not reached. */
async function playFuture(reason: string) {
  const cursor = createEventCursors(TEST_SECRET).seal(stage.a.id, { seq: 999_999_999, mark: 1 })
  const raw = await enter(house, stage.visitors.visitor, cursor)
  expect(await raw.next(({ t }) => t === 'bye')).toMatchObject({ reason })
  expect(await raw.closed).toBe(4000)
}

/** What others write afterwards does not arrive. */
async function expectNoLeak(raw: RawSocket, { input }: Case) {
  if (input.as === 'visitor') {
    const { conversation } = await givenConversation(stage.visitors.visitor2)
    const leaked = await raw.next(({ data }) => JSON.stringify(data ?? '').includes(conversation.id), 150)
    expect(leaked).toBeUndefined()
  }
  const foreign = raw.frames.filter(
    ({ t, data }) =>
      t === 'event' && isFields(data) && JSON.stringify(data).includes(stage.ref('org_b.conversation.id')),
  )
  expect(foreign).toEqual([])
}

async function rows() {
  const [row] = await stage.sql`select count(*)::int as n from messages`
  return Number(row?.n)
}
