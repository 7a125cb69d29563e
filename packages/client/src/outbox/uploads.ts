import type { Attachment } from '@halloo/protocol'
import type { Clock } from '../clock.ts'
import { Refusal } from '../refusal.ts'
import type { Entry, EntryFile } from './entry.ts'
import { faultOf, isLater } from './fate.ts'
import type { Lock } from './lock.ts'
import type { Shelf } from './shelf.ts'

export type SendFile = (
  file: Blob,
  name: string,
  onProgress: (ratio: number) => void,
  signal: AbortSignal,
) => Promise<Attachment>

interface UploadsOptions<X> {
  name: string
  shelf: Shelf<X>
  lock: Lock
  clock: Clock
  sendFile: SendFile
  onChange(): void
}

const STALLED_MS = 60_000

/** Brings each file to the server once, whoever asks for it how often, and remembers what it is called there. */
export function createUploads<X>({ name, shelf, lock, clock, sendFile, onChange }: UploadsOptions<X>) {
  const running = new Map<string, { done: Promise<void>; abort: AbortController }>()
  const ratios = new Map<string, number>()

  const find = (fileId: string): [Entry<X>, EntryFile] | undefined => {
    for (const entry of shelf.entries.values())
      for (const file of entry.files) if (file.id === fileId) return [entry, file]
    return undefined
  }

  function remember(fileId: string, told: Partial<EntryFile>) {
    const [entry] = find(fileId) ?? []
    if (!entry) return
    const files = entry.files.map(file => (file.id === fileId ? { ...file, ...told } : file))
    shelf.put({ ...entry, files })
  }

  async function upload(fileId: string, abort: AbortController) {
    await shelf.sync()
    const [, file] = find(fileId) ?? []
    if (!file || file.attachment) return
    const blob = await shelf.blob(fileId)
    let cancel = () => {}
    const onProgress = (ratio: number) => {
      cancel()
      cancel = clock.after(STALLED_MS, () => abort.abort())
      ratios.set(fileId, ratio)
      onChange()
    }
    try {
      // Its bytes did not fit into the browser's storage.
      if (!blob) throw new Refusal(422, 'file_empty')
      onProgress(0)
      remember(fileId, { attachment: await sendFile(blob, file.name, onProgress, abort.signal) })
      // Named before the message is sent: repeated after a reload it must be the same to the letter.
      await shelf.sync()
    } catch (error) {
      if (!isLater(error, 0)) remember(fileId, { fault: faultOf(error) })
      throw error
    } finally {
      cancel()
    }
  }

  return {
    ratioOf: (file: EntryFile) => (file.attachment ? 1 : (ratios.get(file.id) ?? 0)),
    bring(fileId: string): Promise<void> {
      const known = running.get(fileId)
      if (known) return known.done
      const abort = new AbortController()
      const done = lock(`${name} ${fileId}`, () => upload(fileId, abort)).finally(() =>
        running.delete(fileId),
      )
      running.set(fileId, { done, abort })
      return done
    },
    /** Lets go of files: of their bytes, and of the way up. */
    forget(files: readonly EntryFile[]) {
      for (const { id } of files) {
        running.get(id)?.abort.abort()
        ratios.delete(id)
        shelf.dropBlob(id)
      }
    },
  }
}
