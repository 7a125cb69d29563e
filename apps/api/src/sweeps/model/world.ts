import type { House } from '../../testing/house.ts'
import type { TestMember, TestVisitor } from '../../testing/organization.ts'
import { givenWatcher, type Watcher } from './watcher.ts'

export interface Written {
  id: string
  who: Who
  /** As it was sent the first time. */
  sent: string
  /** As it reads now. */
  content: string
  fate?: 'edited' | 'deleted'
}

/** What should be true of a conversation, and nothing else. */
export interface Model {
  /** Messages that were acknowledged, with who wrote them, in order; null for the house's own sentences. */
  messages: (Written | null)[]
  ended: boolean
  assignee: 0 | 1 | null
  blocked: boolean
  online: { visitor: boolean; agent: boolean }
}

export type Who = 'visitor' | 0 | 1

/** The real thing: a conversation in a house, with two agents who may write and two who look on. */
export interface World {
  house: House
  visitor: TestVisitor
  agents: readonly [TestMember, TestMember]
  departmentIds: readonly string[]
  conversationId: string
  watchers: { visitor: Watcher; agent: Watcher }
  /** Ends the server in the middle of everything, and starts another on the same database. */
  crash(): Promise<void>
}

export const beginning = (first: { id: string; content: string }): Model => ({
  messages: [{ ...first, sent: first.content, who: 'visitor' }],
  ended: false,
  assignee: null,
  blocked: false,
  online: { visitor: true, agent: true },
})

export const lastSeq = ({ messages }: Model) => messages.length

export const callerFor = ({ visitor, agents }: World, who: Who) => (who === 'visitor' ? visitor : agents[who])

/** Both watchers of a conversation, connected before anything happens. */
export async function givenWatchers(
  house: House,
  visitor: TestVisitor,
  agent: TestMember,
  conversationId: string,
) {
  const watchers = {
    visitor: givenWatcher(house, visitor, conversationId),
    agent: givenWatcher(house, agent, conversationId),
  }
  await Promise.all([watchers.visitor.resume(), watchers.agent.resume()])
  return watchers
}
