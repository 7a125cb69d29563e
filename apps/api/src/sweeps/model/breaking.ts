import { command } from './command.ts'

type Side = 'visitor' | 'agent'

export const cut = (side: Side) =>
  command(`${side} cut`, async (model, world) => {
    world.watchers[side].cut()
    model.online[side] = false
  })

export const resume = (side: Side) =>
  command(
    `${side} resumes`,
    async (model, world) => {
      await world.watchers[side].resume()
      model.online[side] = true
    },
    model => side === 'agent' || !model.blocked,
  )

export const crash = command('crash', async (model, world) => {
  const { visitor, agent } = world.watchers
  for (const watcher of [visitor, agent]) watcher.cut()
  await world.crash()
  if (model.online.visitor) await visitor.resume()
  if (model.online.agent) await agent.resume()
})
