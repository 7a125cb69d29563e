import type { Channel } from './channel.ts'
import type { Entry } from './entry.ts'
import type { OutboxStorage } from './storage.ts'

export interface ShelfOptions<X> {
  storage: OutboxStorage<X> | undefined
  channel(): Channel | undefined
  owner(): string
  onChange(): void
}

/** Entries in memory, mirrored in storage as far as there is one. What could not be saved stays true here. */
export function createShelf<X>({ storage, channel, owner, onChange }: ShelfOptions<X>) {
  let entries = new Map<string, Entry<X>>()
  const blobs = new Map<string, Blob>()
  const unsaved = new Map<string, Entry<X> | Blob | undefined>()
  let turn = Promise.resolve()

  async function save() {
    if (!storage || !unsaved.size) return
    const all = new Map(unsaved)
    try {
      await write(storage, all)
    } catch {
      // One that is too large must not take the others along.
      for (const change of all) await write(storage, new Map([change])).catch(() => {})
    }
    channel()?.tell()
  }

  async function write(to: OutboxStorage<X>, changes: typeof unsaved) {
    await to.write(changes)
    for (const [key, value] of changes)
      if (unsaved.has(key) && unsaved.get(key) === value) unsaved.delete(key)
  }

  async function read() {
    if (!storage) return
    const told = await storage.all()
    const own = [...entries].filter(([id]) => unsaved.has(id))
    entries = new Map([
      ...told.filter(({ id }) => !unsaved.has(id)).map(one => [one.id, one] as const),
      ...own,
    ])
    onChange()
  }

  const inTurn = (work: () => Promise<void>) => {
    turn = turn.then(work).catch(() => {})
    return turn
  }

  function set(key: string, value: Entry<X> | Blob | undefined) {
    unsaved.set(key, value)
    void inTurn(save)
  }

  return {
    get entries(): ReadonlyMap<string, Entry<X>> {
      return entries
    },
    put(entry: Entry<X>) {
      const own = { ...entry, owner: owner() }
      entries.set(own.id, own)
      set(own.id, own)
      onChange()
    },
    /** Takes an entry out; its files only if told so. */
    drop(id: string) {
      if (!entries.delete(id)) return
      set(id, undefined)
      onChange()
    },
    keepBlob(fileId: string, blob: Blob) {
      blobs.set(fileId, blob)
      set(fileId, blob)
    },
    dropBlob(fileId: string) {
      blobs.delete(fileId)
      set(fileId, undefined)
    },
    blob: async (fileId: string) => blobs.get(fileId) ?? storage?.blob(fileId).catch(() => undefined),
    /** Saves what is new here, reads what is new elsewhere. */
    sync: () =>
      inTurn(async () => {
        await save()
        await read()
      }),
    clear() {
      entries = new Map()
      blobs.clear()
      unsaved.clear()
      onChange()
      return inTurn(async () => {
        await storage?.clear()
        channel()?.tell()
      })
    },
  }
}

export type Shelf<X> = ReturnType<typeof createShelf<X>>
