import type { Answer } from '@halloo/protocol'
import postgres from 'postgres'
import { afterAll, beforeAll, expect } from 'vitest'
import { newId } from '../ids.ts'
import { callerOf } from './caller.ts'
import { givenConversation } from './conversation.ts'
import { givenHouse } from './house.ts'
import { runDueJobs } from './jobs.ts'
import type { TestOrganization, TestVisitor } from './organization.ts'
import { newAddress } from './person.ts'
import { givenSmtp, type ReceivedMail } from './smtp.ts'

/** A house with a mail server, whose clock the test turns. */
export function givenMailHouse() {
  const settings: Record<string, string> = {}
  const { mailTo, received } = givenSmtp(settings)
  let clock = new Date()
  const house = givenHouse(settings, () => clock)
  let sql: postgres.Sql
  beforeAll(() => {
    sql = postgres(house.database.ownerUrl, { max: 1, onnotice: () => {} })
  })
  afterAll(() => sql.end())

  const enter = (shop: TestOrganization, returnToken: string, present?: TestVisitor) => {
    const at = callerOf(house, {
      origin: shop.origin,
      ...(present && { authorization: `Bearer ${present.token}` }),
    })
    return at.raw('POST /v1/widget/sessions', { body: { key: shop.key, returnToken } })
  }

  return {
    house,
    received,
    mailTo,
    mailsTo: (address: string) => received.filter(({ to }) => to === address),
    /** The database, past all policies. */
    get sql() {
      return sql
    },
    now: () => clock,
    pass(minutes: number) {
      clock = new Date(clock.getTime() + minutes * 60_000)
    },
    due: () => runDueJobs(house, clock),
    async reply(shop: TestOrganization, conversationId: string, content: string) {
      const { body } = await shop.owner.call('POST /v1/conversations/:conversationId/messages', {
        params: { conversationId },
        body: { id: newId('message'), content },
      })
      await house.server.jobs?.react()
      return body.message
    },
    /** Somebody who wrote, gave an address and left. */
    async givenLeft(
      shop: TestOrganization,
      { email = newAddress(), proved = true, content = 'Hello' }: Partial<Left> = {},
    ) {
      const visitor = await shop.visitor()
      await visitor.call('PATCH /v1/widget/me', { body: { email } })
      if (proved) await shop.prove(visitor.id, email)
      const { conversation } = await givenConversation(visitor, { content, pageUrl: `${shop.origin}/chairs` })
      return { visitor, email, id: conversation.id }
    },
    /** Comes back by the link of a mail. */
    async entered(shop: TestOrganization, returnToken: string, present?: TestVisitor) {
      const { status, body } = await enter(shop, returnToken, present)
      expect(status).toBe(201)
      const { token, visitor, conversationId } = body as Answer<'POST /v1/widget/sessions'>
      return {
        id: visitor.id,
        token,
        conversationId,
        ...callerOf(house, { authorization: `Bearer ${token}`, origin: shop.origin }),
      }
    },
    /** The code by which the link of a mail is refused. */
    async refusedAs(...args: Parameters<typeof enter>) {
      const { body } = await enter(...args)
      return (body as { code: string }).code
    },
  }
}

export interface Left {
  email: string
  proved: boolean
  content: string
}

/** The token that a mail's link carries. */
export const tokenIn = (mail: ReceivedMail | undefined) =>
  /#halloo=([\w.-]+)/.exec(mail?.text ?? '')?.[1] ?? ''
