import { connect } from '@halloo/db'
import { wrongCounts } from '@halloo/db/testing/ledger'
import { expect, test } from 'vitest'
import { newId } from '../ids.ts'
import { givenConversation } from '../testing/conversation.ts'
import { givenHouse } from '../testing/house.ts'
import { givenOrganization } from '../testing/organization.ts'
const house = givenHouse()
const setup = async () => {
  const o = await givenOrganization(house); const v = await o.visitor()
  const { conversation: c } = await givenConversation(v); const params = { conversationId: c.id }
  const of = 'POST /v1/conversations/:conversationId'
  await o.owner.call(`${of}/accept` as never, { params } as never)
  const body = { id: newId('message'), content: 'A' }
  await o.owner.call(`${of}/messages` as never, { params, body } as never)
  const say = () => v.call('POST /v1/widget/conversations/:conversationId/messages', { params, body: { id: newId('message'), content: 'B' } })
  const wrong = async () => { const { sql, close } = connect(house.database.ownerUrl); const r = await wrongCounts(sql, [o.id]); await close(); return r }
  return { o, v, params, of, body, say, wrong }
}
test('resend, active', async () => { const { o, params, of, body, say, wrong } = await setup(); await say(); await o.owner.call(`${of}/messages` as never, { params, body } as never); expect(await wrong()).toEqual([]) })
test('resend, ended', async () => { const { o, params, of, body, say, wrong } = await setup(); await say(); await o.owner.call(`${of}/close` as never, { params } as never); await o.owner.call(`${of}/messages` as never, { params, body } as never); expect(await wrong()).toEqual([]) })
test('id taken, active', async () => { const { o, params, of, body, say, wrong } = await setup(); await say(); await o.owner.raw(`${of}/messages`, { params, body: { ...body, content: 'Z' } }); expect(await wrong()).toEqual([]) })
test('stale', async () => { const { o, params, of, say, wrong } = await setup(); const other = await o.member('agent'); await say(); await other.call(`${of}/messages` as never, { params, body: { id: newId('message'), content: 'C' } } as never); const r = await o.owner.raw(`${of}/messages`, { params, body: { id: newId('message'), content: 'D', seenSeq: 4 } }); expect((r.body as {code:string}).code).toBe('stale_view'); expect(await wrong()).toEqual([]) })
