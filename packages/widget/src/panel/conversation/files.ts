import type { AttachmentLink } from '@halloo/protocol'
import { LIMITS } from '@halloo/protocol/constants'
import type { Chat } from '../chat.ts'
import { fill, words } from '../words.ts'
import { sizeOf } from './measures.ts'

/** Files: into the next message, and down by links that last five minutes. */
export function createFiles({ url, session, keep }: Chat) {
  const links = new Map<string, Promise<AttachmentLink>>()
  const blobs = new Map<string, Blob>()
  return {
    pick(conversationId: string, files: Iterable<File>) {
      const limit = LIMITS.visitorUploadBytes
      const free = LIMITS.attachmentsPerMessage - (keep.outbox?.draft(conversationId)?.files.length ?? 0)
      const picked = [...files].slice(0, free).map(blob => {
        const text = fill(words.tooLarge, { size: sizeOf(blob.size), limit: sizeOf(limit) })
        return {
          name: blob.name || 'image.png',
          blob,
          ...(blob.size > limit ? { fault: { code: 'payload_too_large' as const, text } } : {}),
        }
      })
      keep.outbox?.attach(conversationId, picked, keep.startOf(conversationId))
      const kept = picked.length ? keep.outbox?.draft(conversationId)?.files.slice(-picked.length) : []
      for (const [at, { id }] of kept?.entries() ?? []) if (picked[at]) blobs.set(id, picked[at].blob)
    },
    /** What was picked on this page, while it is not with the server. */
    blobOf: (fileId: string) => blobs.get(fileId),
    forget: (fileId: string) => blobs.delete(fileId),
    /** Where a file can be fetched now. */
    async linkOf(attachmentId: string): Promise<string> {
      const known = await links.get(attachmentId)?.catch(() => undefined)
      const isFresh = known && Date.parse(known.expiresAt) > Date.now() + 5_000
      const asked = isFresh
        ? Promise.resolve(known)
        : session.call('GET /v1/widget/attachments/:attachmentId', { params: { attachmentId } })
      links.set(attachmentId, asked)
      return new URL((await asked).url, url || location.href).href
    },
  }
}
