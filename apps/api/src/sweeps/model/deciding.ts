import { command, expectAnswer } from './command.ts'
import type { Model } from './world.ts'

/** The house's own sentence about what was decided. */
const said = (model: Model) => void model.messages.push(null)
const of = 'POST /v1/conversations/:conversationId'

export const accept = (agent: 0 | 1) =>
  command(`${agent} accepts`, async (model, world) => {
    const wanted = model.assignee !== null ? 'already_assigned' : model.ended ? 'conflict' : 200
    await expectAnswer(world, agent, `${of}/accept`, {}, wanted)
    if (wanted !== 200) return
    model.assignee = agent
    said(model)
  })

export const assign = (agent: 0 | 1 | null) =>
  command(`assigned to ${agent}`, async (model, world) => {
    const memberId = agent === null ? null : world.agents[agent].id
    await expectAnswer(world, 0, `${of}/assign`, { body: { memberId } }, model.ended ? 'conflict' : 200)
    if (model.ended || model.assignee === agent) return
    model.assignee = agent
    said(model)
  })

export const transfer = (department: number) =>
  command(`handed to ${department}`, async (model, world) => {
    const departmentId = world.departmentIds[department % world.departmentIds.length]
    await expectAnswer(world, 0, `${of}/transfer`, { body: { departmentId } }, model.ended ? 'conflict' : 200)
    if (model.ended) return
    model.assignee = null
    said(model)
  })

export const close = command('closed', async (model, world) => {
  await expectAnswer(world, 1, `${of}/close`, {}, 200)
  if (!model.ended) said(model)
  model.ended = true
})

export const reopen = command('reopened', async (model, world) => {
  await expectAnswer(world, 1, `${of}/reopen`, {}, model.ended ? 200 : 'conflict')
  if (model.ended) said(model)
  model.ended = false
})

/** The visitor's socket ends with it; they come back when they may. */
export const block = command('visitor blocked', async (model, world) => {
  const params = { chatUserId: world.visitor.id }
  await expectAnswer(world, 0, 'POST /v1/chat-users/:chatUserId/block', { params }, 200)
  model.blocked = true
  model.online.visitor = false
  world.watchers.visitor.cut()
})

export const unblock = command('visitor unblocked', async (model, world) => {
  const params = { chatUserId: world.visitor.id }
  await expectAnswer(world, 0, 'POST /v1/chat-users/:chatUserId/unblock', { params }, 200)
  model.blocked = false
})
