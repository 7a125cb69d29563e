import type { Entry } from './entry.ts'

/** Where entries survive the page; every tab of one name sees the same. Any of it may reject. */
export interface OutboxStorage<X> {
  all(): Promise<Entry<X>[]>
  blob(fileId: string): Promise<Blob | undefined>
  /** All of it or nothing; without a value the key is removed. */
  write(changes: ReadonlyMap<string, Entry<X> | Blob | undefined>): Promise<void>
  /** Removes everything, the place itself too. */
  clear(): Promise<void>
}
