import { type Database, forOrganization, type Transaction, tables } from '@halloo/db'
import { type TenantActor, tenantOf } from '../auth/actor.ts'
import { createCollector } from '../events/collect.ts'
import { type LoggedEvent, writeEvents } from '../events/write.ts'
import { newId } from '../ids.ts'
import { type Storage, storageOf } from '../storage/storage.ts'
import { type Vault, vaultOf } from '../storage/vault.ts'
import type { Context, Upload } from './context.ts'
import { mayRetry } from './faults.ts'
import { clearRemoved, noteRemoved } from './removed-files.ts'

export interface TransactionParts {
  db: Database
  storage: Storage
  vault: Vault
  now: () => Date
  publicUrl: string
  /** Told after the commit what has happened. */
  published(organizationId: string, events: LoggedEvent[]): void
}

interface More {
  requestId: string
  upload?: Upload | null
  ifVersion?: number | null
}

interface Audit {
  action: string
  target: string | null
  data: Record<string, unknown>
}

/** One unit of work of an actor: all of it happens, with its events and audit lines, or nothing. */
export async function transact<A extends TenantActor, T>(
  parts: TransactionParts,
  actor: A,
  more: More,
  work: (ctx: Context<A>) => Promise<T>,
): Promise<T> {
  const attempt = async () => {
    const { emit, emitMessage, pending } = createCollector()
    const audits: Audit[] = []
    const removed: string[] = []
    let logged: LoggedEvent[] = []
    const tenant = tenantOf(actor)
    const result = await forOrganization(parts.db, tenant, async tx => {
      const done = await work({
        actor,
        tx,
        emit,
        emitMessage,
        audit: (action, target, data = {}) => audits.push({ action, target, data }),
        now: parts.now,
        publicUrl: parts.publicUrl,
        storage: storageOf(parts.storage, actor.organizationId, removed),
        vault: vaultOf(parts.vault, actor.organizationId),
        upload: more.upload ?? null,
        ifVersion: more.ifVersion ?? null,
      })
      await writeAudit(tx, audits, tenant.actor, more.requestId)
      await noteRemoved(tx, removed)
      if (pending.length > 0) logged = await writeEvents(tx, tenant.organizationId, pending, tenant.actor)
      return done
    })
    return { result, logged, removed }
  }
  const { result, logged, removed } = await attempt().catch(error =>
    mayRetry(error) ? attempt() : Promise.reject(error),
  )
  parts.published(actor.organizationId, logged)
  // It is done; what could not be tidied up now is tidied up later.
  if (removed.length > 0) await clearRemoved(parts, actor.organizationId).catch(() => {})
  return result
}

async function writeAudit(tx: Transaction, audits: Audit[], actor: string, requestId: string) {
  if (audits.length === 0) return
  await tx
    .insert(tables.auditLog)
    .values(audits.map(audit => ({ id: newId('audit'), actor, requestId, ...audit })))
}
