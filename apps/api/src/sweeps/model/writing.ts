import { expect } from 'vitest'
import { newId } from '../../ids.ts'
import { command, expectAnswer } from './command.ts'
import { lastSeq, type Model, type Who, type World } from './world.ts'

const opOf = (who: Who) =>
  who === 'visitor'
    ? 'POST /v1/widget/conversations/:conversationId/messages'
    : 'POST /v1/conversations/:conversationId/messages'

const readOf = (who: Who) =>
  who === 'visitor'
    ? 'PUT /v1/widget/conversations/:conversationId/read'
    : 'PUT /v1/conversations/:conversationId/read'

const isShutOut = (model: Model, who: Who) => who === 'visitor' && model.blocked

export const send = (who: Who) =>
  command(`${who} sends`, async (model, world) => {
    const body = { id: newId('message'), content: `number ${lastSeq(model) + 1}` }
    if (isShutOut(model, who))
      return void (await expectAnswer(world, who, opOf(who), { body }, 'visitor_blocked'))
    const { message } = await expectAnswer(world, who, opOf(who), { body }, 201)
    model.messages.push({ ...body, sent: body.content, who })
    model.ended = false
    expect(message.seq).toBe(lastSeq(model))
  })

/** One of the messages of before, by a number from anywhere. */
const oneOf = (model: Model, pick: number) => {
  const written = model.messages.flatMap((message, at) => (message ? [{ message, seq: at + 1 }] : []))
  return written[pick % written.length]
}

/** Twice at once as well: neither may make a second row. */
export const resend = (pick: number) =>
  command(`again ${pick}`, async (model, world) => {
    const known = oneOf(model, pick)
    if (!known || isShutOut(model, known.message.who)) return
    const { id, sent: content, who } = known.message
    const again = () => expectAnswer(world, who, opOf(who), { body: { id, content } }, 201)
    for (const { message } of await Promise.all([again(), again()])) expect(message.seq).toBe(known.seq)
  })

export const resendOtherwise = (pick: number) =>
  command(`otherwise ${pick}`, async (model, world) => {
    const known = oneOf(model, pick)
    if (!known || isShutOut(model, known.message.who)) return
    const { id, who, fate } = known.message
    const body = { id, content: 'something else' }
    // What it said the first time is not known any more, once it was changed.
    await expectAnswer(world, who, opOf(who), { body }, fate ? 201 : 'id_taken')
  })

export const read = (who: Who, pick: number) =>
  command(`${who} reads ${pick}`, async (model: Model, world: World) => {
    await expectAnswer(world, who, readOf(who), { body: { seq: pick % (lastSeq(model) + 3) } }, 200)
  })

const ofMessage = '/v1/conversations/:conversationId/messages/:messageId'

export const edit = (agent: 0 | 1, pick: number) =>
  command(`${agent} edits ${pick}`, async (model, world) => {
    const known = oneOf(model, pick)
    if (!known) return
    const { message, seq } = known
    const wanted = message.who !== agent ? 'forbidden' : message.fate === 'deleted' ? 'conflict' : 200
    const [params, content] = [{ messageId: message.id }, `number ${seq}, better said`]
    await expectAnswer(world, agent, `PATCH ${ofMessage}`, { params, body: { content } }, wanted)
    if (wanted === 200) Object.assign(message, { content, fate: 'edited' })
  })

/** The first of the two may take back what anybody wrote. */
export const takeBack = (agent: 0 | 1, pick: number) =>
  command(`${agent} takes back ${pick}`, async (model, world) => {
    const known = oneOf(model, pick)
    if (!known) return
    const { message } = known
    const wanted = message.who === agent || agent === 0 ? 200 : 'forbidden'
    await expectAnswer(world, agent, `DELETE ${ofMessage}`, { params: { messageId: message.id } }, wanted)
    if (wanted === 200) Object.assign(message, { content: '', fate: 'deleted' })
  })
