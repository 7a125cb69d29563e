import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'

// Secrets that the house has to read again: encrypted at rest, each bound to its tenant and its place.

/** Seals and opens secrets. `place` names table, column and row: what was moved elsewhere does not open. */
export interface Vault {
  seal(organizationId: string, place: string, secret: string): string
  /** Undefined for what was sealed with another key, for another tenant, or for another place. */
  open(organizationId: string, place: string, sealed: string): string | undefined
}

const IV_BYTES = 12
const TAG_BYTES = 16

/**
 * AES-256-GCM, with a key of its own for each tenant; `v1.<key id>.<iv, text, tag>`.
 * @param formerKey opens what was sealed before the key was changed; seals nothing
 */
export function createVault(encryptionKey: string, formerKey?: string): Vault {
  const masters = new Map([formerKey ?? encryptionKey, encryptionKey].map(key => [idOf(key), key]))
  const keyId = idOf(encryptionKey)
  const keyOf = (master: string, organizationId: string) =>
    Buffer.from(hkdfSync('sha256', master, organizationId, 'vault', 32))
  const boundTo = (organizationId: string, place: string) => Buffer.from(`${organizationId}\0${place}`)
  return {
    seal(organizationId, place, secret) {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv('aes-256-gcm', keyOf(encryptionKey, organizationId), iv)
      cipher.setAAD(boundTo(organizationId, place))
      const text = Buffer.concat([iv, cipher.update(secret), cipher.final(), cipher.getAuthTag()])
      return `v1.${keyId}.${text.toString('base64url')}`
    },
    open(organizationId, place, sealed) {
      const [version, id, body = ''] = sealed.split('.')
      const bytes = Buffer.from(body, 'base64url')
      const master = masters.get(id ?? '')
      if (version !== 'v1' || !master || bytes.length < IV_BYTES + TAG_BYTES) return undefined
      const decipher = createDecipheriv(
        'aes-256-gcm',
        keyOf(master, organizationId),
        bytes.subarray(0, IV_BYTES),
      )
      decipher.setAAD(boundTo(organizationId, place))
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
      try {
        const text = decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES))
        return Buffer.concat([text, decipher.final()]).toString()
      } catch {
        return undefined
      }
    },
  }
}

const idOf = (key: string) => createHash('sha256').update(`vault key id\0${key}`).digest('hex').slice(0, 8)

/** The vault within one tenant. */
export interface TenantVault {
  seal(place: string, secret: string): string
  open(place: string, sealed: string): string | undefined
}

export const vaultOf = (vault: Vault, organizationId: string): TenantVault => ({
  seal: (place, secret) => vault.seal(organizationId, place, secret),
  open: (place, sealed) => vault.open(organizationId, place, sealed),
})
