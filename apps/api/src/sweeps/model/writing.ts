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
    model.messages.push({ ...body, who })
    model.ended = false
    expect(message.seq).toBe(lastSeq(model))
  })

/** One of the messages of before, by a number from anywhere. */
const oneOf = (model: Model, pick: number) => {
  const written = model.messages.flatMap((message, at) => (message ? [{ ...message, seq: at + 1 }] : []))
  return written[pick % written.length]
}

/** Twice at once as well: neither may make a second row. */
export const resend = (pick: number) =>
  command(`again ${pick}`, async (model, world) => {
    const known = oneOf(model, pick)
    if (!known || isShutOut(model, known.who)) return
    const body = { id: known.id, content: known.content }
    const again = () => expectAnswer(world, known.who, opOf(known.who), { body }, 201)
    for (const { message } of await Promise.all([again(), again()])) expect(message.seq).toBe(known.seq)
  })

export const resendOtherwise = (pick: number) =>
  command(`otherwise ${pick}`, async (model, world) => {
    const known = oneOf(model, pick)
    if (!known || isShutOut(model, known.who)) return
    const body = { id: known.id, content: 'something else' }
    await expectAnswer(world, known.who, opOf(known.who), { body }, 'id_taken')
  })

export const read = (who: Who, pick: number) =>
  command(`${who} reads ${pick}`, async (model: Model, world: World) => {
    await expectAnswer(world, who, readOf(who), { body: { seq: pick % (lastSeq(model) + 3) } }, 200)
  })
