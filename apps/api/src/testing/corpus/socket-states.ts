import { expect } from 'vitest'
import { newId } from '../../ids.ts'
import type { House } from '../house.ts'
import { givenOrganization } from '../organization.ts'
import { type Case, type Fields, numberOf } from './corpus.ts'
import { expectedOf } from './corpus-map.ts'
import { callFrame, enter, expectOpen } from './sockets.ts'
import type { Stage } from './stage.ts'

// Rights that change while somebody listens, floods of frames, and what an event tells a visitor.

export async function playState(stage: Stage, one: Case) {
  const { house, a, members } = stage
  const wanted = expectedOf(one)
  if (one.input.event === 'role.lowered') {
    const supervisor = await a.member('supervisor')
    const raw = await enter(house, supervisor)
    await a.owner.call('PATCH /v1/members/:memberId', {
      params: { memberId: supervisor.id },
      body: { chatRole: 'agent' },
    })
    // Who they are now is judged when they come back.
    expect(await raw.next(({ t }) => t === 'bye', 5000)).toMatchObject({ reason: 'resync' })
    return raw.end()
  }
  const visitor = await a.visitor()
  const raw = await enter(house, visitor)
  if (one.input.event === 'visitor.blocked') {
    const params = { chatUserId: visitor.id }
    await members.admin.call('POST /v1/chat-users/:chatUserId/block', { params })
    expect(await raw.closed).toBe(wanted.close)
    return
  }
  expect(one.input.event).toBe('key.rotated')
  await a.owner.call('POST /v1/settings/rotate-key')
  await expectOpen(raw)
  await raw.end()
  // `a.visitor()` still uses the former key.
  const again = await a.visitor()
  expect(wanted.new_handshakes).toBe(201)
  await (await enter(house, again)).end()
}

export async function playBurst(stage: Stage, limited: House, one: Case) {
  const count = numberOf(one.input.count)
  if (one.input.type === 'typing') return typeFast(stage, count, numberOf(expectedOf(one).fan_out_max_per_s))
  const visitor = await (await givenOrganization(limited)).visitor()
  const raw = await enter(limited, visitor)
  raw.socket.on('error', () => {})
  for (let n = 0; n < count; n++) raw.sendText(JSON.stringify(callFrame('GET /v1/widget/me').frame))
  expect(await raw.closed).toBe(expectedOf(one).close)
  expect(raw.frames.at(-1)).toMatchObject({ t: 'bye', reason: expectedOf(one).code })
}

/** However often somebody types, the others hear of it once a second. */
async function typeFast(stage: Stage, count: number, most: number) {
  const { house, conversation, members, visitors } = stage
  const [listener, typist] = [await enter(house, members.agent), await enter(house, visitors.visitor)]
  const frame = JSON.stringify({ t: 'typing', conversationId: conversation.id })
  const started = performance.now()
  for (let n = 0; n < count; n++) typist.sendText(frame)
  await expectOpen(typist)
  const seconds = Math.ceil((performance.now() - started) / 1000)
  await listener.next(({ t }) => t === 'typing')
  expect(listener.frames.filter(({ t }) => t === 'typing').length).toBeLessThanOrEqual(most * seconds)
  await Promise.all([listener.end(), typist.end()])
}

/** An agent writes; the visitor's event names neither address nor role of anybody. */
export async function playServerEvent(stage: Stage, one: Case) {
  const { house, conversation, members, visitors } = stage
  const raw = await enter(house, visitors.visitor)
  await members.agent.call('POST /v1/conversations/:conversationId/messages', {
    params: { conversationId: conversation.id },
    body: { id: newId('message'), content: 'Hello from the team' },
  })
  const event = await raw.next(({ t, type }) => t === 'event' && type === 'message.created')
  const names = namesIn(event ?? {})
  expect(names.size).toBeGreaterThan(5)
  for (const secret of expectedOf(one).payload_has_none_of as string[])
    expect(
      [...names].filter(name => name.toLowerCase().replaceAll('_', '') === secret.replaceAll('_', '')),
    ).toEqual([])
  await raw.end()
}

/** Every field name, however deep. */
function namesIn(value: unknown, names = new Set<string>()): Set<string> {
  if (typeof value !== 'object' || value === null) return names
  for (const [name, entry] of Object.entries(value as Fields)) {
    if (!Array.isArray(value)) names.add(name)
    namesIn(entry, names)
  }
  return names
}
