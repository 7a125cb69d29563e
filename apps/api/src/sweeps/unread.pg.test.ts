import { connect } from '@halloo/db'
import { wrongUnread } from '@halloo/db/testing/ledger'
import { expect, test } from 'vitest'
import { newId } from '../ids.ts'
import { givenConversation } from '../testing/conversation.ts'
import { givenHouse } from '../testing/house.ts'
import { givenOrganization } from '../testing/organization.ts'

// A reply that is not written moves no cursor, or the badge and the cursor of the assignee part ways.

const house = givenHouse()
const reply = 'POST /v1/conversations/:conversationId/messages'

/** An agent has answered, and the visitor has written since: one message is unread. */
async function givenUnread() {
  const organization = await givenOrganization(house)
  const { owner } = organization
  const visitor = await organization.visitor()
  const { conversation } = await givenConversation(visitor)
  const params = { conversationId: conversation.id }
  await owner.call('POST /v1/conversations/:conversationId/accept', { params })
  const answer = { id: newId('message'), content: 'an answer' }
  await owner.call(reply, { params, body: answer })
  await visitor.call('POST /v1/widget/conversations/:conversationId/messages', {
    params,
    body: { id: newId('message'), content: 'a question' },
  })
  return { organization, owner, params, answer }
}

async function expectAgreement(organizationId: string) {
  const { sql, close } = connect(house.database.ownerUrl)
  const wrong = await wrongUnread(sql, [organizationId])
  await close()
  expect(wrong).toEqual([])
}

test('the same reply again is not reading', async () => {
  const { organization, owner, params, answer } = await givenUnread()
  await owner.call(reply, { params, body: answer })
  await expectAgreement(organization.id)
})

test('nor is it in a conversation that has ended', async () => {
  const { organization, owner, params, answer } = await givenUnread()
  await owner.call('POST /v1/conversations/:conversationId/close', { params })
  await owner.call(reply, { params, body: answer })
  await expectAgreement(organization.id)
})

test('nor is a reply that a colleague has overtaken', async () => {
  const { organization, owner, params } = await givenUnread()
  const colleague = await organization.member('agent')
  await colleague.call(reply, { params, body: { id: newId('message'), content: 'another answer' } })
  const late = { id: newId('message'), content: 'too late', seenSeq: 4 }
  expect((await owner.refused(reply, { params, body: late })).body.code).toBe('stale_view')
  await expectAgreement(organization.id)
})
