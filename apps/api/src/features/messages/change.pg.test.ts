import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clearAllRemoved } from '../../door/removed-files.ts'
import { newId } from '../../ids.ts'
import { givenConversation } from '../../testing/conversation.ts'
import { givenHouse } from '../../testing/house.ts'
import { givenOrganization, type TestMember, type TestVisitor } from '../../testing/organization.ts'
import { openSocket } from '../../testing/socket.ts'
import { uploadFile } from '../../testing/upload.ts'

// Messages that are written anew, or taken back.

const house = givenHouse()
let sql: postgres.Sql
beforeAll(() => {
  sql = postgres(house.database.ownerUrl, { max: 1, onnotice: () => {} })
})
afterAll(() => sql.end())

const OF = '/v1/conversations/:conversationId/messages/:messageId'
const reply = (member: TestMember, conversationId: string, body: object) =>
  member.call('POST /v1/conversations/:conversationId/messages', {
    params: { conversationId },
    body: { id: newId('message'), ...body },
  })

async function givenReply(content = 'We sell red ones') {
  const shop = await givenOrganization(house)
  const visitor = await shop.visitor()
  const { conversation } = await givenConversation(visitor)
  const { body } = await reply(shop.owner, conversation.id, { content })
  const params = { conversationId: conversation.id, messageId: body.message.id }
  return { shop, owner: shop.owner, visitor, params, message: body.message }
}

const messagesOf = async (visitor: TestVisitor, conversationId: string) =>
  (
    await visitor.call('GET /v1/widget/conversations/:conversationId/messages', {
      params: { conversationId },
    })
  ).body.items
const previewOf = async (visitor: TestVisitor) =>
  (await visitor.call('GET /v1/widget/conversations')).body.items[0]?.lastMessage
const logOf = async (organizationId: string) =>
  JSON.stringify(await sql`select * from events where organization_id = ${organizationId}`)

describe('a reply that is written anew', () => {
  test('is told to both sides as what a fresh fetch tells, and stands in lists', async () => {
    const { owner, visitor, params } = await givenReply()
    const [team, person] = [await openSocket(house, owner), await openSocket(house, visitor)]
    await Promise.all([team.frame('welcome'), person.frame('welcome')])
    const { body } = await owner.call(`PATCH ${OF}`, { params, body: { content: 'We sell\n blue ones' } })
    expect(body.message).toMatchObject({ content: 'We sell\n blue ones', version: 2, deletedAt: null })
    expect(body.message.editedAt).not.toBeNull()
    expect((await team.event('message.updated')).data).toEqual(body)
    const told = (await person.event('message.updated')).data as { message: object; conversation: object }
    expect((await messagesOf(visitor, params.conversationId))[1]).toEqual(told.message)
    const { body: kept } = await visitor.call('GET /v1/widget/conversations/:conversationId', { params })
    expect(kept).toMatchObject(told.conversation)
    expect(await previewOf(visitor)).toMatchObject({ preview: 'We sell blue ones', seq: 2 })
    await Promise.all([team.close(), person.close()])
  })

  test('leaves the preview alone where others have followed', async () => {
    const { owner, visitor, params } = await givenReply()
    await reply(owner, params.conversationId, { content: 'The last word' })
    const { body } = await owner.call(`PATCH ${OF}`, { params, body: { content: 'Otherwise' } })
    expect(body.conversation).toBeNull()
    expect(await previewOf(visitor)).toMatchObject({ preview: 'The last word' })
  })

  test('with the same words is no change, and tells nobody', async () => {
    const { shop, owner, params, message } = await givenReply()
    const before = await logOf(shop.id)
    const { body } = await owner.call(`PATCH ${OF}`, { params, body: { content: message.content } })
    expect(body).toEqual({ message, conversation: null })
    expect(await logOf(shop.id)).toBe(before)
  })

  test('is answered as before when its first sending is repeated', async () => {
    const { owner, params, message } = await givenReply()
    await owner.call(`PATCH ${OF}`, { params, body: { content: 'Otherwise' } })
    const again = await reply(owner, params.conversationId, { id: message.id, content: message.content })
    expect(again.body.message).toMatchObject({ id: message.id, seq: 2, content: 'Otherwise' })
  })

  test('is the writer’s own: not a colleague’s, not the visitor’s, not the house’s', async () => {
    const { shop, params, visitor } = await givenReply()
    const [admin, agent] = [await shop.member('admin'), await shop.member('agent')]
    const body = { content: 'Words in another mouth' }
    for (const member of [admin, agent])
      expect((await member.refused(`PATCH ${OF}`, { params, body })).body.code).toBe('forbidden')
    await agent.call('POST /v1/conversations/:conversationId/accept', { params })
    for (const { id } of await messagesOf(visitor, params.conversationId)) {
      const refused = await agent.refused(`PATCH ${OF}`, { params: { ...params, messageId: id }, body })
      expect([refused.status, refused.body.code]).toEqual([403, 'forbidden'])
    }
    expect((await shop.owner.refused(`PATCH ${OF}`, { params, body: { content: ' \u200b' } })).status).toBe(
      422,
    )
  })

  test('is not found in another conversation', async () => {
    const { owner, params, visitor } = await givenReply()
    const { conversation } = await givenConversation(visitor)
    const elsewhere = { ...params, conversationId: conversation.id }
    expect((await owner.refused(`PATCH ${OF}`, { params: elsewhere, body: { content: 'a' } })).status).toBe(
      404,
    )
  })
})

describe('a reply that is taken back', () => {
  test('keeps its place and nothing else, on both sides', async () => {
    const { owner, visitor, params } = await givenReply('canary-of-the-reply')
    const person = await openSocket(house, visitor)
    await person.frame('welcome')
    const { body } = await owner.call(`DELETE ${OF}`, { params })
    expect(body.message).toMatchObject({ seq: 2, content: '', attachments: [], version: 2 })
    const told = (await person.event('message.updated')).data as { message: object }
    expect((await messagesOf(visitor, params.conversationId))[1]).toEqual(told.message)
    expect(await previewOf(visitor)).toMatchObject({ seq: 2, preview: '', isDeleted: true })
    const { body: kept } = await visitor.call('GET /v1/widget/conversations/:conversationId', { params })
    expect([kept.lastSeq, kept.unread]).toEqual([2, 1])
    await person.close()
  })

  test('is in no table and in no event any more, whatever followed it', async () => {
    const { shop, owner, visitor, params } = await givenReply('canary-of-the-reply')
    await owner.call('POST /v1/conversations/:conversationId/accept', { params })
    await visitor.call('PUT /v1/widget/conversations/:conversationId/read', { params, body: { seq: 2 } })
    expect(await logOf(shop.id)).toContain('canary-of-the-reply')
    await owner.call(`DELETE ${OF}`, { params })
    expect(await logOf(shop.id)).not.toContain('canary-of-the-reply')
    const rows =
      await sql`select m::text as row from messages m union all select c::text from conversations c`
    expect(JSON.stringify(rows)).not.toContain('canary-of-the-reply')
  })

  test('is told to who was away: first empty, then as taken back', async () => {
    const { owner, visitor, params } = await givenReply()
    const before = await openSocket(house, visitor)
    const { cursor } = await before.frame('welcome')
    await before.close()
    const { body } = await reply(owner, params.conversationId, { content: 'a slip of the tongue' })
    await owner.call(`PATCH ${OF}`, { params, body: { content: 'Corrected' } })
    await owner.call(`DELETE ${OF}`, { params: { ...params, messageId: body.message.id } })
    const back = await openSocket(house, visitor, cursor)
    await back.event('message.updated', data => (data.message as { version: number }).version === 2)
    await back.event('message.updated', data => (data.message as { id: string }).id === body.message.id)
    expect(JSON.stringify(back.frames)).not.toContain('a slip of the tongue')
    expect(JSON.stringify(back.frames)).toContain('Corrected')
    await back.close()
  })

  test('takes its files with it, now or when the storage is back', async () => {
    const { owner, params, shop } = await givenReply()
    const { storage } = house.server.work
    const file = await uploadFile(owner, '/v1/attachments', Buffer.from('a price list'), 'prices.txt')
    const { body } = await reply(owner, params.conversationId, { attachmentIds: [file.body.id] })
    const key = `${shop.id}/${file.body.id}`
    const remove = storage.remove
    storage.remove = () => Promise.reject(new Error('the storage is away'))
    await owner.call(`DELETE ${OF}`, { params: { ...params, messageId: body.message.id } })
    storage.remove = remove
    const got = await owner.refused('GET /v1/attachments/:attachmentId', {
      params: { attachmentId: file.body.id },
    })
    expect(got.status).toBe(404)
    expect(await storage.get(key)).not.toBeNull()
    await clearAllRemoved({ ...house.server.work, authDb: house.server.authDb.db })
    expect(await storage.get(key)).toBeNull()
    expect(await sql`select * from removed_files`).toEqual([])
  })

  test('may be anybody’s where an admin does it, is noted, and cannot be changed afterwards', async () => {
    const { shop, visitor, params } = await givenReply()
    const [agent, admin] = [await shop.member('agent'), await shop.member('admin')]
    const [own] = await messagesOf(visitor, params.conversationId)
    const theirs = { ...params, messageId: own?.id ?? '' }
    expect((await agent.refused(`DELETE ${OF}`, { params: theirs })).body.code).toBe('forbidden')
    await admin.call(`DELETE ${OF}`, { params: theirs })
    const audit = await sql`select action, target from audit_log where organization_id = ${shop.id}`
    expect(audit).toEqual([{ action: 'message.deleted', target: own?.id }])
    await shop.owner.call(`DELETE ${OF}`, { params })
    const again = await shop.owner.call(`DELETE ${OF}`, { params })
    expect(again.body.message.version).toBe(2)
    const edit = await shop.owner.refused(`PATCH ${OF}`, { params, body: { content: 'Back again' } })
    expect([edit.status, edit.body.code]).toEqual([409, 'conflict'])
  })
})

describe('answers with a tap', () => {
  const quickReplies = ['Red', 'Blue, please']

  test('come with the reply, in company and alone', async () => {
    const { owner, visitor, params } = await givenReply()
    const file = await uploadFile(owner, '/v1/attachments', Buffer.from('a price list'), 'prices.txt')
    const { body: plain } = await reply(owner, params.conversationId, { content: 'Which?', quickReplies })
    await reply(owner, params.conversationId, { attachmentIds: [file.body.id], quickReplies })
    expect(plain.message.quickReplies).toEqual(quickReplies)
    const said = await messagesOf(visitor, params.conversationId)
    expect(said.map(message => message.quickReplies)).toEqual([[], [], quickReplies, quickReplies])
  })

  test.each([
    [Array(11).fill('a'), '/quickReplies', 'too_many'],
    [['a', 'a'], '/quickReplies', 'repeated'],
    [['x'.repeat(61)], '/quickReplies/0', 'too_long'],
    [['\u200b'], '/quickReplies/0', 'blank'],
  ])('are few, short and different, %#', async (replies, pointer, code) => {
    const { owner, params } = await givenReply()
    const { body } = await owner.refused('POST /v1/conversations/:conversationId/messages', {
      params,
      body: { id: newId('message'), content: 'Which?', quickReplies: replies },
    })
    expect(body.errors).toContainEqual({ pointer, code })
  })
})
