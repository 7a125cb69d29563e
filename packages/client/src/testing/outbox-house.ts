import type { OpenChannel } from '../outbox/channel.ts'
import type { Entry } from '../outbox/entry.ts'
import type { Lock } from '../outbox/lock.ts'
import type { OutboxStorage } from '../outbox/storage.ts'

/** What tabs of one browser share: storage, locks, and word of changes. */
export function browser<X>() {
  const kept = new Map<string, Entry<X> | Blob>()
  const queues = new Map<string, Promise<void>>()
  const tabs = new Set<() => void>()
  const storage: OutboxStorage<X> = {
    all: async () => [...kept.values()].filter((one): one is Entry<X> => !(one instanceof Blob)),
    async blob(fileId) {
      const blob = kept.get(fileId)
      return blob instanceof Blob ? blob : undefined
    },
    async write(changes) {
      for (const [key, value] of changes) {
        if (value) kept.set(key, structuredClone(value))
        else kept.delete(key)
      }
    },
    clear: async () => kept.clear(),
  }
  const lock: Lock = (name, work) => {
    const before = queues.get(name) ?? Promise.resolve()
    const done = before.then(work)
    queues.set(
      name,
      done.catch(() => {}),
    )
    return done
  }
  const openChannel: OpenChannel = (_name, onTold) => {
    tabs.add(onTold)
    return {
      tell: () => [...tabs].filter(tab => tab !== onTold).forEach(tab => void queueMicrotask(tab)),
      close: () => void tabs.delete(onTold),
    }
  }
  return { storage, lock, openChannel, kept, tabs }
}

/** Lets everything happen that waits for nothing but its turn. */
export async function settle() {
  for (let n = 0; n < 20; n++) await new Promise(done => setTimeout(done))
}
