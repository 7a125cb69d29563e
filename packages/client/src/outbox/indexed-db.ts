import type { OutboxStorage } from './storage.ts'

const STORE = 'kept'
// From the first to behind the last id of a message.
const MESSAGES = ['msg_', 'msg`'] as const

/** Keeps entries and files in a database of the browser, opened at the first need. */
export function indexedStorage<X>(name: string): OutboxStorage<X> {
  let opening: Promise<IDBDatabase> | undefined

  const database = () => {
    opening ??= open(name, () => {
      opening = undefined
    })
    return opening
  }

  async function ask<T>(mode: IDBTransactionMode, work: (kept: IDBObjectStore) => IDBRequest<T> | undefined) {
    const db = await database()
    return new Promise<T | undefined>((done, fail) => {
      const transaction = db.transaction(STORE, mode)
      const request = work(transaction.objectStore(STORE))
      transaction.oncomplete = () => done(request?.result)
      transaction.onabort = () => fail(transaction.error)
    })
  }

  return {
    all: async () => (await ask('readonly', kept => kept.getAll(IDBKeyRange.bound(...MESSAGES)))) ?? [],
    blob: fileId => ask('readonly', kept => kept.get(fileId)),
    async write(changes) {
      await ask('readwrite', kept => {
        for (const [key, value] of changes) value ? kept.put(value, key) : kept.delete(key)
        return undefined
      })
    },
    async clear() {
      const db = await opening?.catch(() => {})
      db?.close()
      opening = undefined
      indexedDB.deleteDatabase(name)
    },
  }
}

function open(name: string, onGone: () => void) {
  return new Promise<IDBDatabase>((done, fail) => {
    const asked = indexedDB.open(name)
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE)
    asked.onsuccess = () => {
      const db = asked.result
      db.onclose = onGone
      // Another tab clears everything: it would wait for us.
      db.onversionchange = () => {
        db.close()
        onGone()
      }
      done(db)
    }
    asked.onerror = () => {
      onGone()
      fail(asked.error)
    }
  })
}
