import type { Attachment } from '@halloo/protocol'
import { describe, expect, it } from 'vitest'
import { Refusal } from '../refusal.ts'
import { browser, settle } from '../testing/outbox-house.ts'
import { TestClock } from '../testing/test-clock.ts'
import { createOutbox, type Outgoing } from './outbox.ts'
import type { OutboxStorage } from './storage.ts'

type Extra = { seenSeq: number }
const A = 'conv_a'
const B = 'conv_b'

/** A server that takes messages by their id, as ours does, and may be away. */
function server() {
  const told: Outgoing<Extra>[] = []
  const stored = new Map<string, string>()
  const uploaded: string[] = []
  const house = {
    told,
    stored,
    uploaded,
    refuse: undefined as Refusal | undefined,
    loseAnswers: false,
    hold: undefined as Promise<void> | undefined,
    busy: 0,
    most: 0,
    async deliver(message: Outgoing<Extra>) {
      house.most = Math.max(house.most, ++house.busy)
      told.push(message)
      try {
        await Promise.resolve()
        await house.hold
        if (house.refuse) throw house.refuse
        stored.set(message.id, message.content)
        if (house.loseAnswers) throw new Refusal(0, 'offline')
      } finally {
        house.busy--
      }
    },
    async sendFile(_file: Blob, name: string, onProgress: (ratio: number) => void): Promise<Attachment> {
      if (house.refuse) throw house.refuse
      onProgress(0.5)
      uploaded.push(name)
      return attachment(`att_${uploaded.length}`, name)
    },
  }
  return house
}

const attachment = (id: string, fileName: string): Attachment => ({
  id,
  fileName,
  contentType: 'text/plain',
  size: 1,
  kind: 'file',
  width: null,
  height: null,
  createdAt: '2026-03-01T09:00:00.000Z',
})

const OFFLINE = new Refusal(0, 'offline')
const problem = (status: number, code: Refusal['code'], retryAfterMs?: number) =>
  new Refusal(status, code, {
    type: 'about:blank',
    title: code,
    status,
    code: code === 'offline' ? 'unavailable' : code,
    requestId: 'req_1',
    ...(retryAfterMs ? { retryAfterMs } : {}),
  })

function given({ at = server(), tabsOf = browser<Extra>(), clock = new TestClock(), random = 0.5 } = {}) {
  const tab = (storage: OutboxStorage<Extra> | null = tabsOf.storage, owner = () => '') =>
    createOutbox<Extra>({
      name: 'halloo:test',
      deliver: at.deliver,
      sendFile: at.sendFile,
      owner,
      storage,
      lock: tabsOf.lock,
      openChannel: tabsOf.openChannel,
      clock,
      random: () => random,
    })
  return { at, tabsOf, clock, tab }
}

type Box = ReturnType<ReturnType<typeof given>['tab']>
const say = (box: Box, text: string, conversation = A) => {
  box.write(conversation, text)
  box.send(conversation)
}
const states = (box: Box) => box.unsent().map(one => `${one.content} ${one.state}`)
const words = (at: ReturnType<typeof server>) => [...at.stored.values()]

describe('sending', () => {
  it('sends in the order of writing, one at a time, each once', async () => {
    const { at, tab } = given()
    const box = tab()
    for (const text of ['one', 'two', 'three']) say(box, text)
    expect(states(box)).toEqual(['one sending', 'two sending', 'three sending'])
    await settle()
    expect(at.told.map(message => message.content)).toEqual(['one', 'two', 'three'])
    expect(at.most).toBe(1)
    expect(states(box)).toEqual([])
  })

  it('lets conversations go beside each other', async () => {
    const { at, tab } = given()
    const box = tab()
    let free = () => {}
    at.hold = new Promise(done => {
      free = done
    })
    say(box, 'to a', A)
    say(box, 'to b', B)
    await settle()
    expect(at.most).toBe(2)
    free()
    await settle()
    expect(states(box)).toEqual([])
  })

  it('repeats the same id after a lost answer, so that it exists once', async () => {
    const { at, clock, tab } = given()
    const box = tab()
    at.loseAnswers = true
    say(box, 'once')
    await settle()
    expect(states(box)).toEqual(['once queued'])
    at.loseAnswers = false
    clock.pass(1_000)
    await settle()
    expect(at.told).toHaveLength(2)
    expect(at.told[0]?.id).toBe(at.told[1]?.id)
    expect(words(at)).toEqual(['once'])
  })

  it('lets go of a message that arrived otherwise', async () => {
    const { at, clock, tab } = given()
    const box = tab()
    at.loseAnswers = true
    say(box, 'heard through the socket')
    await settle()
    const [first] = box.unsent()
    box.discard(first?.id ?? '')
    clock.pass(60_000)
    await settle()
    expect(at.told).toHaveLength(1)
  })

  it('gives up on an answer that does not come, and asks again', async () => {
    const { at, clock, tab } = given()
    const box = tab()
    at.hold = new Promise(() => {})
    say(box, 'into the void')
    await settle()
    at.hold = undefined
    clock.pass(20_000)
    await settle()
    expect(states(box)).toEqual(['into the void queued'])
    clock.pass(1_000)
    await settle()
    expect(words(at)).toEqual(['into the void'])
  })
})

describe('refused for now', () => {
  it.each(['offline', 'busy', 'rate_limited', 'unavailable', 'request_timeout', 'storage_full'] as const)(
    'waits after %s, and then sends all in order',
    async code => {
      const { at, clock, tab } = given()
      const box = tab()
      at.refuse = problem(code === 'storage_full' ? 507 : 503, code)
      for (const text of ['one', 'two']) say(box, text)
      await settle()
      expect(states(box)).toEqual(['one queued', 'two queued'])
      expect(at.told).toHaveLength(1)
      at.refuse = undefined
      clock.pass(30_000)
      await settle()
      expect(words(at)).toEqual(['one', 'two'])
    },
  )

  it('waits as long as the server asks, to the millisecond', async () => {
    const { at, clock, tab } = given()
    const box = tab()
    at.refuse = problem(429, 'rate_limited', 7_000)
    say(box, 'slowly')
    await settle()
    clock.pass(6_999)
    await settle()
    expect(at.told).toHaveLength(1)
    clock.pass(1)
    await settle()
    expect(at.told).toHaveLength(2)
  })

  it('waits ever longer, with full jitter', async () => {
    const { at, clock, tab } = given({ random: 1 })
    const box = tab()
    at.refuse = OFFLINE
    say(box, 'again')
    await settle()
    for (const ms of [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
      const before = at.told.length
      clock.pass(ms - 1)
      await settle()
      expect(at.told).toHaveLength(before)
      clock.pass(1)
      await settle()
      expect(at.told).toHaveLength(before + 1)
    }
  })

  it('tries at once when it is told that the way is free', async () => {
    const { at, tab } = given()
    const box = tab()
    at.refuse = OFFLINE
    say(box, 'now')
    await settle()
    at.refuse = undefined
    box.retryAll()
    await settle()
    expect(words(at)).toEqual(['now'])
  })

  it('forgives a fault of the server three times', async () => {
    const { at, clock, tab } = given()
    const box = tab()
    at.refuse = problem(500, 'internal')
    say(box, 'unlucky')
    for (let n = 0; n < 10; n++) {
      await settle()
      clock.pass(30_000)
    }
    expect(at.told).toHaveLength(4)
    expect(states(box)).toEqual(['unlucky failed'])
  })
})

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
})
