import { describe, expect, it } from 'vitest'
import { browser, settle } from '../testing/outbox-house.ts'
import { A, B, type Extra, given, OFFLINE, say, states, words } from '../testing/outbox-server.ts'
import type { OutboxStorage } from './storage.ts'

describe('two tabs', () => {
  it('show the same, send once, and drop what was sent', async () => {
    const { at, tab } = given()
    const [first, second] = [tab(), tab()]
    await Promise.all([first.open(), second.open()])
    at.refuse = OFFLINE
    say(first, 'from the first')
    say(second, 'from the second')
    await settle()
    expect(states(first)).toHaveLength(2)
    expect(states(second)).toHaveLength(2)
    at.told.length = 0
    at.refuse = undefined
    first.retryAll()
    second.retryAll()
    await settle()
    expect(at.told).toHaveLength(2)
    expect(new Set(words(at))).toEqual(new Set(['from the first', 'from the second']))
    expect([states(first), states(second)]).toEqual([[], []])
  })

  it('are one composer', async () => {
    const { tab } = given()
    const [first, second] = [tab(), tab()]
    await Promise.all([first.open(), second.open()])
    first.write(A, 'seen by both')
    await settle()
    expect(second.draft(A)?.content).toBe('seen by both')
    second.send(A)
    await settle()
    expect(first.draft(A)).toBeUndefined()
  })

  it('exist once for the server even where there are no locks', async () => {
    const house = browser<Extra>()
    const { at, tab } = given({ tabsOf: { ...house, lock: (_name, work) => work() } })
    const [first, second] = [tab(), tab()]
    at.refuse = OFFLINE
    say(first, 'twice told')
    await settle()
    at.refuse = undefined
    await Promise.all([first.open(), second.open()])
    await settle()
    expect(words(at)).toEqual(['twice told'])
    expect([states(first), states(second)]).toEqual([[], []])
  })

  it('does not bring back what was discarded while it was being read', async () => {
    const house = browser<Extra>()
    let free = () => {}
    const all = async () => {
      const told = await house.storage.all()
      await new Promise<void>(done => {
        free = done
      })
      return told
    }
    const { tab } = given({ tabsOf: { ...house, storage: { ...house.storage, all } } })
    const box = tab()
    box.write(A, 'not after all')
    await settle()
    void box.open()
    await settle()
    box.write(A, '')
    free()
    await new Promise(done => setTimeout(done))
    expect(box.draft(A)).toBeUndefined()
  })

  it('bring a file up once within a tab even where there are no locks', async () => {
    const { at, tab } = given({ tabsOf: { ...browser<Extra>(), lock: (_name, work) => work() } })
    const box = tab()
    let free = () => {}
    at.hold = new Promise(done => {
      free = done
    })
    box.attach(A, [{ name: 'letter.txt', blob: new Blob(['x']) }])
    await settle()
    box.send(A)
    await settle()
    free()
    await settle()
    expect(at.uploaded).toEqual(['letter.txt'])
    expect(at.told).toHaveLength(1)
  })

  it('both forget when one is told to', async () => {
    const { at, tabsOf, tab } = given()
    const [first, second] = [tab(), tab()]
    await Promise.all([first.open(), second.open()])
    at.refuse = OFFLINE
    say(first, 'secret')
    first.write(B, 'a draft')
    await settle()
    await second.clear()
    await settle()
    expect(first.conversations()).toEqual([])
    expect(tabsOf.kept.size).toBe(0)
  })
})

describe('without storage', () => {
  const refuse = () => Promise.reject(new Error('The operation is insecure.'))
  const blocked: OutboxStorage<Extra> = { all: refuse, blob: refuse, write: refuse, clear: refuse }

  it.each([
    ['blocked', blocked],
    ['none at all', null],
  ])('sends from memory: %s', async (_name, storage) => {
    const { at, clock, tab } = given()
    const box = tab(storage)
    await box.open()
    at.refuse = OFFLINE
    box.attach(A, [{ name: 'letter.txt', blob: new Blob(['x']) }])
    box.write(A, 'with a letter')
    box.send(A)
    say(box, 'and a word')
    await settle()
    at.refuse = undefined
    clock.pass(30_000)
    await settle()
    expect(words(at)).toEqual(['with a letter', 'and a word'])
    expect(at.told.find(({ attachments }) => attachments.length)?.content).toBe('with a letter')
  })

  it('keeps words although a file does not fit', async () => {
    const house = browser<Extra>()
    const write: typeof house.storage.write = async changes => {
      if ([...changes.values()].some(value => value instanceof Blob)) throw new Error('Quota exceeded')
      await house.storage.write(changes)
    }
    const { tab } = given({ tabsOf: { ...house, storage: { ...house.storage, write } } })
    const box = tab()
    box.attach(A, [{ name: 'film.mp4', blob: new Blob(['x']) }])
    box.write(B, 'kept')
    await settle()
    const after = tab()
    await after.open()
    expect(after.draft(B)?.content).toBe('kept')
  })
})

describe('whose words they are', () => {
  it('are touched by nothing before there are any', async () => {
    const { tabsOf, tab } = given()
    const box = tab()
    box.retryAll()
    box.write(A, '')
    await settle()
    expect(tabsOf.tabs.size).toBe(0)
    expect(tabsOf.kept.size).toBe(0)
  })

  it('shows nobody what another wrote', async () => {
    const { at, tab } = given()
    at.refuse = OFFLINE
    const before = tab(undefined, () => 'cu_1')
    say(before, 'of the first')
    await settle()
    before.close()
    const after = tab(undefined, () => 'cu_2')
    await after.open()
    expect(after.unsent()).toEqual([])
  })

  it('lets a forgotten visitor begin anew: new conversation, new ids, files once more', async () => {
    const { at, tab } = given()
    let me = 'cu_1'
    const box = tab(undefined, () => me)
    box.attach(A, [{ name: 'letter.txt', blob: new Blob(['x']) }])
    await settle()
    at.refuse = OFFLINE
    box.send(A)
    say(box, 'two')
    await settle()
    at.refuse = undefined
    const [old] = at.told
    me = ''
    const moved = await box.startOver('cu_1', { seenSeq: 0 })
    await settle()
    expect(at.uploaded).toHaveLength(2)
    expect(at.told.at(-1)).toMatchObject({ content: 'two', conversationId: moved[A] })
    expect(at.told.map(({ id }) => id).filter(id => id === old?.id)).toHaveLength(1)
    expect(await box.startOver('cu_1', { seenSeq: 0 })).toEqual({})
  })

  it('gives to whoever they turned out to be what waits, in the same conversation and under the same ids', async () => {
    const { at, tab } = given()
    let me = 'cu_1'
    const box = tab(undefined, () => me)
    at.refuse = OFFLINE
    say(box, 'one')
    await settle()
    const id = box.unsent()[0]?.id
    me = 'cu_2'
    expect(box.unsent()).toEqual([])
    await box.adopt('cu_1')
    expect(box.unsent()).toMatchObject([{ id, conversationId: A }])
    at.refuse = undefined
    box.retryAll()
    await settle()
    expect(at.told.at(-1)).toMatchObject({ id, conversationId: A, content: 'one' })
    await box.adopt('cu_1')
    expect(box.unsent()).toEqual([])
  })
})
