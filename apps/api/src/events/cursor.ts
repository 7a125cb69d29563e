import { createCipheriv, createDecipheriv, createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { LoggedEvent } from './write.ts'

/** A place in an organization's log: the number of an event, and a mark of what the event there is. */
export interface Place {
  seq: number
  mark: number
}

/** Seals places, so that nobody reads the tenant's traffic from them. */
export interface EventCursors {
  seal(organizationId: string, place: Place): string
  /** Undefined for anything that is not a cursor of this organization. */
  open(organizationId: string, cursor: string): Place | undefined
}

const LENGTH = 22
const TAG_BYTES = 8
const MOST_TAGS = 10_000

/** One AES-256 block: 8 bytes that only we know for the organization, 3 of the mark, 5 of the number. */
export function createEventCursors(secret: string): EventCursors {
  const key = createHash('sha256').update(`event cursor\0${secret}`).digest()
  const tagKey = createHash('sha256').update(`event cursor tag\0${secret}`).digest()
  // A single block has no chain: both serve as long as the process does.
  const cipher = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false)
  const decipher = createDecipheriv('aes-256-ecb', key, null).setAutoPadding(false)
  const tags = new Map<string, Buffer>()
  const tagOf = (organizationId: string) => {
    const known = tags.get(organizationId)
    if (known) return known
    if (tags.size >= MOST_TAGS) tags.clear()
    const tag = createHmac('sha256', tagKey).update(organizationId).digest().subarray(0, TAG_BYTES)
    tags.set(organizationId, tag)
    return tag
  }
  const block = Buffer.alloc(16)
  return {
    seal(organizationId, { seq, mark }) {
      block.set(tagOf(organizationId))
      block.writeUIntBE(mark, TAG_BYTES, 3)
      block.writeUIntBE(seq, TAG_BYTES + 3, 5)
      return cipher.update(block).toString('base64url')
    },
    open(organizationId, cursor) {
      const sealed = cursor.length === LENGTH ? Buffer.from(cursor, 'base64url') : undefined
      if (sealed?.length !== block.length) return undefined
      const opened = decipher.update(sealed)
      if (!timingSafeEqual(opened.subarray(0, TAG_BYTES), tagOf(organizationId))) return undefined
      return { seq: opened.readUIntBE(TAG_BYTES + 3, 5), mark: opened.readUIntBE(TAG_BYTES, 3) }
    },
  }
}

/** Where the log of an organization begins. */
export const BEGINNING: Place = { seq: 0, mark: 0 }

/** Ids and versions stand in front. */
const LOOKED_AT = 256

/**
 * The place of an event. Its mark follows from the event: where a log was put back to an earlier state, other
 * events stand under the same numbers. FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/
 */
export function placeOf({ seq, type, data }: Pick<LoggedEvent, 'seq' | 'type' | 'data'>): Place {
  const most = Math.min(data.length, LOOKED_AT)
  let hash = 0x811c9dc5 ^ data.length
  for (let at = 0; at < type.length; at++) hash = Math.imul(hash ^ type.charCodeAt(at), 0x01000193)
  for (let at = 0; at < most; at++) hash = Math.imul(hash ^ data.charCodeAt(at), 0x01000193)
  return { seq, mark: ((hash >>> 24) ^ hash) & 0xffffff }
}
