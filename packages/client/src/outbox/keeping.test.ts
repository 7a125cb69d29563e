import { describe, expect, it } from 'vitest'
import { settle } from '../testing/outbox-house.ts'
import { A, given, OFFLINE, problem, say, words } from '../testing/outbox-server.ts'

describe('files', () => {
  const letter = { name: 'letter.txt', blob: new Blob(['x']) }

  it('are up before the message that names them', async () => {
    const { at, tab } = given()
    const box = tab()
    box.attach(A, [letter])
    box.send(A)
    await settle()
    expect(at.told[0]?.attachments.map(({ id }) => id)).toEqual(['att_1'])
    expect(at.uploaded).toEqual(['letter.txt'])
  })

  it('are sent up once, however often the message is tried', async () => {
    const { at, clock, tab } = given()
    const box = tab()
    box.attach(A, [letter])
    await settle()
    at.loseAnswers = true
    box.send(A)
    await settle()
    at.loseAnswers = false
    clock.pass(30_000)
    await settle()
    expect(at.uploaded).toEqual(['letter.txt'])
    expect(at.told).toHaveLength(2)
    expect(at.told[1]?.attachments).toEqual(at.told[0]?.attachments)
  })

  it('wait for the network with the message, through a reload', async () => {
    const { at, tabsOf, tab } = given()
    const before = tab()
    at.refuse = OFFLINE
    before.attach(A, [letter])
    before.send(A)
    await settle()
    before.close()
    at.refuse = undefined
    const after = tab()
    await after.open()
    await settle()
    expect(at.uploaded).toEqual(['letter.txt'])
    expect(at.told.at(-1)?.attachments).toHaveLength(1)
    expect(tabsOf.kept.size).toBe(0)
  })

  it('that are refused hold their message back, and say why', async () => {
    const { at, tab } = given()
    const box = tab()
    at.refuse = problem(422, 'file_type_not_allowed')
    box.attach(A, [letter])
    await settle()
    expect(box.draft(A)?.files[0]?.fault?.code).toBe('file_type_not_allowed')
    box.detach(A, box.draft(A)?.files[0]?.id ?? '')
    expect(box.draft(A)).toBeUndefined()
  })
})

describe('after a reload', () => {
  it('goes on where it was, in order', async () => {
    const { at, tab } = given()
    const before = tab()
    at.refuse = OFFLINE
    for (const text of ['one', 'two', 'three']) say(before, text)
    await settle()
    before.close()
    at.refuse = undefined
    const after = tab()
    expect(after.unsent()).toEqual([])
    await after.open()
    await settle()
    expect(words(at)).toEqual(['one', 'two', 'three'])
    expect(at.told[0]?.id).toBe(at.told[1]?.id)
  })

  it('finds the draft, and what failed with its reason', async () => {
    const { at, tab } = given()
    const before = tab()
    at.refuse = problem(409, 'stale_view')
    say(before, 'stopped')
    await settle()
    before.write(A, 'half a sen', { seenSeq: 3 })
    before.write(A, 'half a sentence')
    await settle()
    before.close()
    const after = tab()
    await after.open()
    expect(after.draft(A)).toMatchObject({ content: 'half a sentence', extra: { seenSeq: 3 } })
    expect(after.unsent()).toMatchObject([{ state: 'failed', fault: { code: 'stale_view' } }])
  })
})
