import { describe, expect, test } from 'vitest'
import { newId } from '../../ids.ts'
import { givenTalkHouse, REPLY, reply, write } from '../../testing/talk-house.ts'

// What was on the screen of whoever replies: what they have read by it, and what has overtaken them.

const world = givenTalkHouse()
const { givenTalk } = world

describe('a reply that a colleague has overtaken', () => {
  test('is stopped with what they wrote, until it is confirmed', async () => {
    const { organization, owner, id } = await givenTalk()
    const colleague = await organization.member('agent')
    const faster = await reply(colleague, id, 'I have it', { seenSeq: 1 })
    const mine = { id: newId('message'), content: 'So do I', seenSeq: 1 }
    const { body } = await owner.refused(REPLY, { params: { conversationId: id }, body: mine })
    expect(body).toMatchObject({ status: 409, code: 'stale_view', newer: [faster.body.message] })
    const sent = await reply(owner, id, mine.content, { ...mine, confirm: true })
    expect(sent.body.message.seq).toBe(3)
    expect((await reply(owner, id, mine.content, mine)).body.message).toEqual(sent.body.message)
  })

  test('of two at once exactly one is stopped', async () => {
    const { organization, owner, id } = await givenTalk()
    const colleagues = [owner, await organization.member('agent'), await organization.member('agent')]
    const answers = await Promise.all(
      colleagues.map(member =>
        member.raw(REPLY, {
          params: { conversationId: id },
          body: { id: newId('message'), content: 'Me', seenSeq: 1 },
        }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
  })

  test('is not stopped by the visitor, by oneself, or where nothing was said of the screen', async () => {
    const { organization, visitor, owner, id } = await givenTalk()
    await write(visitor, id, 'And another thing')
    expect((await reply(owner, id, 'One', { seenSeq: 1 })).status).toBe(201)
    expect((await reply(owner, id, 'Two', { seenSeq: 1 })).status).toBe(201)
    const colleague = await organization.member('agent')
    expect((await reply(colleague, id, 'Three')).status).toBe(201)
  })
})

describe('reading', () => {
  const unreadOf = async (id: string, memberId: string) => {
    const [row] =
      await world.sql`select v.visitor_messages - coalesce(p.read_total, 0) as unread from conversations v
      left join conversation_participants p on p.conversation_id = v.id and p.id = ${memberId} where v.id = ${id}`
    return row?.unread
  }

  test('comes with a reply: everything, or what was on the screen', async () => {
    const { visitor, owner, id } = await givenTalk()
    await write(visitor, id, 'two')
    await write(visitor, id, 'three')
    await reply(owner, id, 'to the second', { seenSeq: 2 })
    expect(await unreadOf(id, owner.id)).toBe(1)
    await reply(owner, id, 'to all')
    expect(await unreadOf(id, owner.id)).toBe(0)
  })

  test('does not come with writing: what the team wrote meanwhile stays unread to the visitor', async () => {
    const { visitor, owner, id } = await givenTalk()
    await reply(owner, id, 'an answer')
    const { body } = await write(visitor, id, 'written offline')
    expect(body.conversation.unread).toBe(1)
  })
})
