import { Refusal } from '../refusal.ts'

/** Where files lie. Keys begin with the organization's id. */
export interface Storage {
  put(key: string, bytes: Uint8Array): Promise<void>
  get(key: string): Promise<Uint8Array<ArrayBuffer> | null>
  remove(key: string): Promise<void>
}

/** The files of one tenant: whoever holds this cannot name another's. */
export interface TenantStorage {
  keyOf(id: string): string
  put(key: string, bytes: Uint8Array): Promise<void>
  /** Takes away at once what nobody knows of yet. */
  discard(key: string): Promise<void>
  /** Takes files away once the transaction has committed; not at all if it does not. */
  removeLater(keys: readonly string[]): void
}

export const storageOf = (storage: Storage, organizationId: string, removed: string[]): TenantStorage => ({
  keyOf: id => `${organizationId}/${id}`,
  put: (key, bytes) =>
    storage.put(key, bytes).catch(error => {
      throw error instanceof Refusal ? error : new Refusal('unavailable', { retryAfterMs: 2000 })
    }),
  discard: key => storage.remove(key).catch(() => {}),
  removeLater: keys => void removed.push(...keys),
})
