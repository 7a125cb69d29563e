import { type Database, forOrganization, systemOf, type Transaction, tables } from '@halloo/db'
import { inArray, notInArray } from 'drizzle-orm'
import { organizationIds } from '../organization-ids.ts'
import type { Storage } from '../storage/storage.ts'

// A file cannot be part of a transaction: the transaction says which files are to go, and they go after it. What
// could not go then, because the storage or the process was away, goes at the next look.

const { removedFiles } = tables
/** How often what was left lying is looked for. */
export const LOOK_MS = 10 * 60_000
const SLICE = 200

interface RemovalParts {
  db: Database
  storage: Storage
}

export async function noteRemoved(tx: Transaction, keys: readonly string[]) {
  for (let from = 0; from < keys.length; from += SLICE)
    await tx
      .insert(removedFiles)
      .values(keys.slice(from, from + SLICE).map(storageKey => ({ storageKey })))
      .onConflictDoNothing()
}

/** Takes away what an organization has removed. What the storage keeps back now is left for the next time. */
export async function clearRemoved({ db, storage }: RemovalParts, organizationId: string): Promise<void> {
  const stuck: string[] = []
  for (let found = SLICE; found === SLICE; ) {
    const keys = await forOrganization(db, systemOf(organizationId), async tx => {
      const rows = await tx
        .select({ key: removedFiles.storageKey })
        .from(removedFiles)
        .where(stuck.length > 0 ? notInArray(removedFiles.storageKey, stuck) : undefined)
        .limit(SLICE)
      return rows.map(({ key }) => key)
    })
    found = keys.length
    const gone: string[] = []
    for (const key of keys)
      await storage.remove(key).then(
        () => gone.push(key),
        () => stuck.push(key),
      )
    if (gone.length > 0)
      await forOrganization(db, systemOf(organizationId), tx =>
        tx.delete(removedFiles).where(inArray(removedFiles.storageKey, gone)),
      )
  }
}

/** Does so for every organization. @param authDb sees all of them, which the serving role does not */
export async function clearAllRemoved(parts: RemovalParts & { authDb: Database }): Promise<void> {
  for await (const id of organizationIds(parts.authDb)) await clearRemoved(parts, id)
}
