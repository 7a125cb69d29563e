import { isDeepStrictEqual } from 'node:util'
import { expect } from 'vitest'
import type { Watcher } from './watcher.ts'
import { callerFor, lastSeq, type Model, type World, type Written } from './world.ts'

/** After everything: the tables and both screens are what the model says, and nothing was told twice. */
export async function verify(model: Model, world: World) {
  if (model.blocked)
    await world.agents[0].call('POST /v1/chat-users/:chatUserId/unblock', {
      params: { chatUserId: world.visitor.id },
    })
  const wanted = model.messages.map(asTold)
  const params = { conversationId: world.conversationId }
  const { body } = await world.agents[0].call('GET /v1/conversations/:conversationId/messages', {
    params,
    query: { afterSeq: '0', limit: '100' },
  })
  expect(told(model, body.items)).toEqual(wanted)
  const { body: kept } = await world.agents[0].call('GET /v1/conversations/:conversationId', { params })
  expect({ ended: kept.closedAt !== null, assignee: kept.assignedAgentId, lastSeq: kept.lastSeq }).toEqual({
    ended: model.ended,
    assignee: model.assignee === null ? null : callerFor(world, model.assignee).id,
    lastSeq: lastSeq(model),
  })
  for (const watcher of [world.watchers.visitor, world.watchers.agent]) await compare(watcher, model, world)
}

async function compare(watcher: Watcher, model: Model, { conversationId }: World) {
  await watcher.resume()
  // The first message was there before anybody looked.
  const shown = () =>
    told(model, watcher.store.state.messages[conversationId] ?? []).filter(({ seq }) => seq > 1)
  const wanted = model.messages.map(asTold).slice(1)
  await watcher.until(() => isDeepStrictEqual(shown(), wanted))
  expect(shown()).toEqual(wanted)
  const own = watcher.heard.filter(heard => heard.conversationId === conversationId).map(({ seq }) => seq)
  expect(own).toEqual([...new Set(own)].sort((a, b) => a - b))
}

const asTold = (message: Written | null, at: number) => ({
  seq: at + 1,
  id: message?.id ?? null,
  content: message?.content ?? null,
})

/** Messages as the model knows them: the house's own have ids and words that it cannot know. */
const told = (model: Model, messages: readonly { id: string; seq: number; content: string }[]) =>
  messages.map(({ id, seq, content }) => {
    const isOurs = model.messages[seq - 1] === null
    return { seq, id: isOurs ? null : id, content: isOurs ? null : content }
  })
