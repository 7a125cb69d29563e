import { describe, expect, test } from 'vitest'
import { newId } from '../../ids.ts'
import { givenConversation } from '../../testing/conversation.ts'
import { givenHouse } from '../../testing/house.ts'
import { givenOrganization } from '../../testing/organization.ts'
import { uploadFile } from '../../testing/upload.ts'

let clock = new Date('2026-03-28T22:58:00Z')
const house = givenHouse({}, () => clock)
const TRANSCRIPT = 'GET /v1/widget/conversations/:conversationId/transcript'

async function givenTalk(content = 'Hello') {
  clock = new Date('2026-03-28T22:58:00Z')
  const shop = await givenOrganization(house, 'Wren & Oak')
  const visitor = await shop.visitor()
  const { conversation } = await givenConversation(visitor, { content })
  const params = { conversationId: conversation.id }
  const reply = async (body: object) =>
    (
      await shop.owner.call('POST /v1/conversations/:conversationId/messages', {
        params,
        body: { id: newId('message'), ...body },
      })
    ).body.message
  const read = async () => (await visitor.call(TRANSCRIPT, { params })).body
  return { shop, visitor, params, reply, read }
}

describe('a transcript', () => {
  test('tells who said what and when, on the visitor’s clock', async () => {
    const { shop, visitor, params, reply, read } = await givenTalk()
    await visitor.call('PATCH /v1/widget/me', { body: { name: 'Ada', timeZone: 'Europe/Berlin' } })
    await shop.owner.call('POST /v1/conversations/:conversationId/accept', { params })
    clock = new Date('2026-03-29T00:59:00Z')
    await reply({ content: 'Of course!\nWhich size?' })
    // Clocks jump from two to three here.
    clock = new Date('2026-03-29T01:00:00Z')
    const file = await uploadFile(shop.owner, '/v1/attachments', Buffer.from('a price list'), 'prices.txt')
    await reply({ attachmentIds: [file.body.id] })
    const slip = await reply({ content: 'a slip' })
    await shop.owner.call('DELETE /v1/conversations/:conversationId/messages/:messageId', {
      params: { ...params, messageId: slip.id },
    })
    const { body: me } = await shop.owner.call('GET /v1/members/me')
    expect(await read()).toEqual({
      fileName: 'conversation-1.txt',
      text: [
        'Conversation 1 with Wren & Oak',
        'Times are those of Europe/Berlin.',
        '',
        'Saturday, 28 March 2026',
        '[23:58] Ada: Hello',
        `[23:58] * ${me.name} joined the conversation.`,
        '',
        'Sunday, 29 March 2026',
        `[01:59] ${me.name}: Of course!`,
        '    Which size?',
        `[03:00] ${me.name}: (file: prices.txt)`,
        `[03:00] ${me.name}: (message deleted)`,
        '',
      ].join('\n'),
    })
  })

  test('says UTC where nobody knows better', async () => {
    const { read } = await givenTalk()
    const { text } = await read()
    expect(text).toContain('Times are UTC.\n\nSaturday, 28 March 2026\n[22:58] You: Hello\n')
  })

  test('is written in the visitor’s language, with the dates and the clock of their region', async () => {
    const { shop, visitor, params, read } = await givenTalk()
    await visitor.call('PATCH /v1/widget/me', { body: { language: 'pt-BR', timeZone: 'America/Sao_Paulo' } })
    await shop.owner.call('POST /v1/conversations/:conversationId/accept', { params })
    await shop.owner.call('POST /v1/conversations/:conversationId/assign', {
      params,
      body: { memberId: null },
    })
    const { body: me } = await shop.owner.call('GET /v1/members/me')
    expect((await read()).text).toBe(
      [
        'Conversa 1 com Wren & Oak',
        'As horas são as de America/Sao_Paulo.',
        '',
        'sábado, 28 de março de 2026',
        '[19:58] Você: Hello',
        `[19:58] * ${me.name} entrou na conversa.`,
        '[19:58] * De volta à fila; alguém vai responder.',
        '',
      ].join('\n'),
    )
    await visitor.call('PATCH /v1/widget/me', { body: { language: 'en-US' } })
    expect((await read()).text).toMatch(/\nSaturday, March 28, 2026\n\[7:58\sPM\] You: Hello\n/)
    await visitor.call('PATCH /v1/widget/me', { body: { language: 'sv' } })
    expect((await read()).text).toContain('Saturday, 28 March 2026')
  })

  test('begins every line on the right where the language does', async () => {
    const { visitor, read } = await givenTalk('Hello\nagain')
    await visitor.call('PATCH /v1/widget/me', { body: { language: 'he', timeZone: 'Asia/Jerusalem' } })
    const { text } = await read()
    for (const line of text.split('\n')) expect(line).toMatch(/^($|\u200F)/)
    expect(text).toContain('שיחה 1 עם Wren & Oak\n')
    expect(text).toContain('] את/ה: Hello\n\u200F    again\n')
  })

  test('obeys nothing that somebody wrote, and lets no line begin a formula', async () => {
    const { read, visitor } = await givenTalk(
      '=1+1\n=cmd|calc\r\u2028@SUM(1)\n-1\u202Egnp.exe\u001B[2J\n\t+1',
    )
    await visitor.call('PATCH /v1/widget/me', { body: { name: '=HYPERLINK("x")' } })
    const { text } = await read()
    for (const line of text.split('\n'))
      expect(line).toMatch(/^($|Conv|Times|Saturday, 28|\[\d\d:\d\d\] | {4})/)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2028\u2029]/)
    expect(text).toContain('    -1gnp.exe[2J')
  })

  test('is for nobody else', async () => {
    const { shop, params } = await givenTalk()
    expect((await (await shop.visitor()).refused(TRANSCRIPT, { params })).status).toBe(404)
  })
})
