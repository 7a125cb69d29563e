import type { AsyncCommand } from 'fast-check'
import { expect } from 'vitest'
import type { Loose } from '../../testing/caller.ts'
import { callerFor, type Model, type Who, type World } from './world.ts'

export type Command = AsyncCommand<Model, World>

/** A command that may come at any time. */
export const command = (
  words: string,
  run: (model: Model, world: World) => Promise<void>,
  check: (model: Readonly<Model>) => boolean = () => true,
): Command => ({ check, run, toString: () => words })

/** Asks the server as somebody, about the conversation, and expects one answer and no other. */
export async function expectAnswer(
  world: World,
  who: Who,
  op: string,
  input: Loose,
  wanted: 200 | 201 | string,
) {
  const params = { conversationId: world.conversationId, ...input.params }
  const { status, body } = await callerFor(world, who).raw(op, { ...input, params })
  const told = status < 300 ? status : (body as { code: string }).code
  expect(told, `${who} ${op}`).toBe(wanted)
  return body as { message: { seq: number } }
}
