import type { Attachment } from '@halloo/protocol'
import type { Outgoing } from '../outbox/options.ts'
import { createOutbox } from '../outbox/outbox.ts'
import type { OutboxStorage } from '../outbox/storage.ts'
import { Refusal } from '../refusal.ts'
import { browser } from './outbox-house.ts'
import { TestClock } from './test-clock.ts'

export type Extra = { seenSeq: number }
export const A = 'conv_a'
export const B = 'conv_b'

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
      await house.hold
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

export const OFFLINE = new Refusal(0, 'offline')
export const problem = (status: number, code: Refusal['code'], retryAfterMs?: number) =>
  new Refusal(status, code, {
    type: 'about:blank',
    title: code,
    status,
    code: code === 'offline' ? 'unavailable' : code,
    requestId: 'req_1',
    ...(retryAfterMs ? { retryAfterMs } : {}),
  })

export function given({
  at = server(),
  tabsOf = browser<Extra>(),
  clock = new TestClock(),
  random = 0.5,
} = {}) {
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
export const say = (box: Box, text: string, conversation = A) => {
  box.write(conversation, text)
  box.send(conversation)
}
export const states = (box: Box) => box.unsent().map(one => `${one.content} ${one.state}`)
export const words = (at: ReturnType<typeof server>) => [...at.stored.values()]
