import { expect, vi } from 'vitest'
import { callerOf } from './caller.ts'
import { givenConversation } from './conversation.ts'
import { givenFurtherNode, givenHouse, type House } from './house.ts'
import { givenOrganization, type TestMember, type TestVisitor } from './organization.ts'
import { givenRedis } from './redis.ts'

export const KINDS = ['NOTIFY', 'Redis'] as const

/** Two nodes on one database, as behind a proxy that sends everybody anywhere. */
export function givenTwoNodes(kind: (typeof KINDS)[number]) {
  const settings: Record<string, string> = {}
  const redis = kind === 'Redis' ? givenRedis(settings) : undefined
  const a = givenHouse(settings)
  const b = givenFurtherNode(a, settings)
  return {
    a,
    b,
    redis,
    /** Both know each other: what was written before might still come by another way. */
    joined: () => until(() => a.server.bus.peers() === 1 && b.server.bus.peers() === 1),
    async givenTalk() {
      const shop = await givenOrganization(a)
      const visitor = await shop.visitor()
      const { conversation } = await givenConversation(visitor)
      return { shop, visitor, conversationId: conversation.id }
    },
  }
}

/** The same person, at another node. */
export const memberAt = (node: House, member: TestMember): TestMember => ({
  ...member,
  ...callerOf(node, { ...member.headers, origin: node.server.url }),
})

export const visitorAt = (node: House, visitor: TestVisitor): TestVisitor => ({
  ...visitor,
  ...callerOf(node, visitor.headers),
})

export const until = (condition: () => unknown, timeout = 10_000) =>
  vi.waitFor(
    async () => {
      expect(await condition()).toBeTruthy()
    },
    { timeout, interval: 10 },
  )
