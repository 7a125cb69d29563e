import { newId } from '../id.ts'
import type { Entry, EntryFile, Fault } from './entry.ts'
import type { Shelf } from './shelf.ts'

interface DraftsOptions<X> {
  shelf: Shelf<X>
  uploads: { bring(fileId: string): Promise<void>; forget(files: readonly EntryFile[]): void }
  now(): number
  wake(): void
}

export interface PickedFile {
  name: string
  blob: Blob
  /** Why it cannot be sent, where that is known already. */
  fault?: Fault | undefined
}

/** What stands in composers: one draft for each conversation, kept from the first letter on. */
export function createDrafts<X>({ shelf, uploads, now, wake }: DraftsOptions<X>) {
  const find = (conversationId: string, among: Iterable<Entry<X>> = shelf.entries.values()) =>
    [...among].find(entry => entry.state === 'draft' && entry.conversationId === conversationId)

  function put(conversationId: string, change: Partial<Entry<X>>, extra?: X) {
    const known = find(conversationId) ?? {
      id: newId('msg'),
      conversationId,
      content: '',
      files: [],
      order: now(),
      state: 'draft',
      owner: '',
    }
    const next: Entry<X> = { ...known, ...change, ...(extra ? { extra } : {}) }
    if (!next.content && !next.files.length) return shelf.drop(next.id)
    wake()
    shelf.put(next)
  }

  const bring = ({ id, attachment, fault }: EntryFile) => {
    if (!attachment && !fault) uploads.bring(id).catch(() => {})
  }

  return {
    find,
    bring,
    /** @param extra what its sender will need; without it, what was said before holds */
    write: (conversationId: string, content: string, extra?: X) => put(conversationId, { content }, extra),
    /** Files are on their way at once, while the words are still being written. */
    attach(conversationId: string, picked: readonly PickedFile[], extra?: X) {
      const files = picked.map(({ name, blob, fault }): EntryFile => {
        const file = { id: newId('file'), name, size: blob.size }
        if (fault) return { ...file, fault }
        shelf.keepBlob(file.id, blob)
        return file
      })
      put(conversationId, { files: [...(find(conversationId)?.files ?? []), ...files] }, extra)
      for (const file of files) bring(file)
    },
    detach(conversationId: string, fileId: string) {
      const files = find(conversationId)?.files ?? []
      uploads.forget(files.filter(file => file.id === fileId))
      put(conversationId, { files: files.filter(file => file.id !== fileId) })
    },
    takeBack(id: string, extra?: X) {
      const entry = shelf.entries.get(id)
      if (!entry) return
      const { conversationId, content, files } = entry
      const draft = find(conversationId)
      shelf.drop(id)
      const words = draft?.content ? `${content}\n${draft.content}` : content
      put(conversationId, { content: words, files: [...files, ...(draft?.files ?? [])] }, extra)
    },
  }
}
