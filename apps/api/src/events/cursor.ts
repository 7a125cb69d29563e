import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/** Seals a place in an organization's log, so that nobody reads the tenant's traffic from it. */
export interface EventCursors {
  seal(organizationId: string, seq: number): string
  /** Undefined for anything that is not a cursor of this organization. */
  open(organizationId: string, cursor: string): number | undefined
}

/** AES-256-GCM over the number, bound to the organization. */
export function createEventCursors(secret: string): EventCursors {
  const key = createHash('sha256').update(`event cursor\0${secret}`).digest()
  return {
    seal(organizationId, seq) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(organizationId))
      const number = Buffer.alloc(8)
      number.writeBigUInt64BE(BigInt(seq))
      return Buffer.concat([iv, cipher.update(number), cipher.final(), cipher.getAuthTag()]).toString(
        'base64url',
      )
    },
    open(organizationId, cursor) {
      const bytes = Buffer.from(cursor, 'base64url')
      if (bytes.length !== 36) return undefined
      try {
        const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
        cipher.setAAD(Buffer.from(organizationId)).setAuthTag(bytes.subarray(20))
        return Number(
          Buffer.concat([cipher.update(bytes.subarray(12, 20)), cipher.final()]).readBigUInt64BE(),
        )
      } catch {
        return undefined
      }
    },
  }
}
