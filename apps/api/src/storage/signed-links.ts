import { createHmac, timingSafeEqual } from 'node:crypto'
import { Refusal } from '../refusal.ts'

interface SignedFile {
  storageKey: string
  fileName: string
  contentType: string
}

/** Links to files that carry all they need: key, name, type and expiry under one signature. */
export interface SignedLinks {
  sign(file: SignedFile, expiresAt: Date): string
  /** @throws Refusal `invalid_signature` or `link_expired` */
  verify(token: string, now: Date): SignedFile
}

export function createSignedLinks(secret: string, baseUrl: string): SignedLinks {
  const mac = (text: string) => createHmac('sha256', secret).update(`file\0${text}`).digest('base64url')
  return {
    sign({ storageKey, fileName, contentType }, expiresAt) {
      const text = Buffer.from(
        JSON.stringify([storageKey, fileName, contentType, expiresAt.getTime()]),
      ).toString('base64url')
      return `${baseUrl}/files/${text}.${mac(text)}`
    },
    verify(token, now) {
      const [, text, signature] = /^([A-Za-z0-9_-]{1,4000})\.([A-Za-z0-9_-]{43})$/.exec(token) ?? []
      if (!text || !signature || !timingSafeEqual(Buffer.from(signature), Buffer.from(mac(text))))
        throw new Refusal('invalid_signature')
      const [storageKey, fileName, contentType, expires] = JSON.parse(
        Buffer.from(text, 'base64url').toString(),
      )
      if (now.getTime() > expires) throw new Refusal('link_expired')
      return { storageKey, fileName, contentType }
    },
  }
}
