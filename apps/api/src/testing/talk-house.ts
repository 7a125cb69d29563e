import postgres from 'postgres'
import { afterAll, beforeAll } from 'vitest'
import { newId } from '../ids.ts'
import { givenConversation } from './conversation.ts'
import { givenHouse } from './house.ts'
import { givenOrganization, type TestMember, type TestVisitor } from './organization.ts'

export const REPLY = 'POST /v1/conversations/:conversationId/messages'
export const WRITE = 'POST /v1/widget/conversations/:conversationId/messages'

export const write = (visitor: TestVisitor, conversationId: string, content: string, id = newId('message')) =>
  visitor.call(WRITE, { params: { conversationId }, body: { id, content } })

export const reply = (
  member: TestMember,
  conversationId: string,
  content: string,
  more: { id?: string; seenSeq?: number; confirm?: boolean } = {},
) => member.call(REPLY, { params: { conversationId }, body: { id: newId('message'), content, ...more } })

/** A house in which visitors and members write to each other. */
export function givenTalkHouse() {
  const house = givenHouse()
  let sql: postgres.Sql
  beforeAll(() => {
    sql = postgres(house.database.ownerUrl, { max: 2, onnotice: () => {} })
  })
  afterAll(() => sql.end())
  return {
    house,
    /** The database, past all policies. */
    get sql() {
      return sql
    },
    async givenTalk() {
      const organization = await givenOrganization(house)
      const visitor = await organization.visitor()
      const { conversation } = await givenConversation(visitor)
      return { organization, visitor, owner: organization.owner, id: conversation.id }
    },
  }
}
