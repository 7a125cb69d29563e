import { describe, expect, it } from 'vitest'
import { settle } from '../testing/outbox-house.ts'
import { A, given, problem, say, states, words } from '../testing/outbox-server.ts'

describe('refused', () => {
  it('waits for a person, and does not hold up what comes behind', async () => {
    const { at, clock, tab } = given()
    const box = tab()
    at.refuse = problem(422, 'validation_failed')
    say(box, 'wrong')
    await settle()
    at.refuse = undefined
    say(box, 'right')
    await settle()
    clock.pass(600_000)
    await settle()
    expect(words(at)).toEqual(['right'])
    expect(states(box)).toEqual(['wrong failed'])
    expect(box.unsent()[0]?.fault?.code).toBe('validation_failed')
  })

  it('is sent again under the same id when a person says so, with what they say beside it', async () => {
    const { at, tab } = given()
    const box = tab()
    at.refuse = problem(409, 'stale_view')
    say(box, 'mine')
    await settle()
    at.refuse = undefined
    box.retry(box.unsent()[0]?.id ?? '', { seenSeq: 7 })
    await settle()
    expect(at.told[0]?.id).toBe(at.told[1]?.id)
    expect(at.told[1]?.extra).toEqual({ seenSeq: 7 })
  })

  it('goes back into the composer, before what stands there, and is sent under another id', async () => {
    const { at, tab } = given()
    const box = tab()
    at.refuse = problem(409, 'stale_view')
    say(box, 'mine')
    await settle()
    at.refuse = undefined
    box.write(A, 'and this')
    box.edit(box.unsent()[0]?.id ?? '')
    expect(box.draft(A)?.content).toBe('mine\nand this')
    expect(box.unsent()).toEqual([])
    box.send(A)
    await settle()
    expect(words(at)).toEqual(['mine\nand this'])
    expect(at.told[0]?.id).not.toBe(at.told[1]?.id)
  })

  it('is gone when it is discarded', async () => {
    const { at, tabsOf, tab } = given()
    const box = tab()
    at.refuse = problem(403, 'forbidden')
    say(box, 'never mind')
    await settle()
    box.discard(box.unsent()[0]?.id ?? '')
    await settle()
    expect(tabsOf.kept.size).toBe(0)
  })
})
