import { newId, Refusal } from '@halloo/client'
import type { AttachmentLink } from '@halloo/protocol'
import { LIMITS } from '@halloo/protocol/constants'
import type { Face, Picked } from './face.ts'
import type { Observable } from './observable.ts'
import type { Session } from './session.ts'
import { sizeOf } from './times.ts'
import { fill, words } from './words.ts'

/** Files: up beside the composer, and down by links that last five minutes. */
export function createFiles(url: string, face: Observable<Face>, session: Session) {
  const links = new Map<string, Promise<AttachmentLink>>()
  const aborts = new Map<string, AbortController>()
  const listOf = (conversationId: string) => face.value.picked[conversationId] ?? []
  const setList = (conversationId: string, list: Picked[]) =>
    face.set({ picked: { ...face.value.picked, [conversationId]: list } })
  const change = (conversationId: string, id: string, told: Partial<Picked>) =>
    setList(
      conversationId,
      listOf(conversationId).map(one => (one.id === id ? { ...one, ...told } : one)),
    )

  async function upload(conversationId: string, id: string, file: File) {
    const abort = new AbortController()
    aborts.set(id, abort)
    try {
      await session.ensure()
      const attachment = await session.client.upload(
        'POST /v1/widget/attachments',
        file,
        file.name || 'image.png',
        ratio => change(conversationId, id, { ratio }),
        abort.signal,
      )
      change(conversationId, id, { attachment, ratio: 1 })
    } catch (error) {
      const isBad = error instanceof Refusal && error.status === 422
      change(conversationId, id, { error: isBad ? words.badFile : words.uploadFailed })
    }
  }

  return {
    pick(conversationId: string, files: Iterable<File>) {
      for (const file of files) {
        if (listOf(conversationId).length >= LIMITS.attachmentsPerMessage) return
        const { name, size } = file
        const picked: Picked = { id: newId('file'), name, size, ratio: 0 }
        const limit = LIMITS.visitorUploadBytes
        if (size > limit) picked.error = fill(words.tooLarge, { size: sizeOf(size), limit: sizeOf(limit) })
        setList(conversationId, [...listOf(conversationId), picked])
        if (!picked.error) void upload(conversationId, picked.id, file)
      }
    },
    remove(conversationId: string, id: string) {
      aborts.get(id)?.abort()
      setList(
        conversationId,
        listOf(conversationId).filter(one => one.id !== id),
      )
    },
    clear: (conversationId: string) => setList(conversationId, []),
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
