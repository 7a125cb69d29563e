import type { SiteReport } from '@halloo/protocol'
import { systemActor } from '../../auth/actor.ts'
import { isAllowedOrigin } from '../../auth/origin.ts'
import type { OpenContext } from '../../door/context.ts'
import { type TransactionParts, transact } from '../../door/transaction.ts'
import { Refusal } from '../../refusal.ts'
import { readLiveSecrets } from '../identity-secrets/service.ts'
import { readIdentityToken } from './identity-token.ts'
import { findByWidgetKey, type OrganizationRow } from './site.ts'

export interface DoctorParts {
  work: TransactionParts
  ownOrigin: string
  filesUrl: string
}

/** Looks at a page's origin and token as a session would, but makes none, and uses nothing up. */
export async function reportSite(
  { work, ownOrigin, filesUrl }: DoctorParts,
  ctx: OpenContext,
  { key, identityToken }: { key: string; identityToken?: string | undefined },
): Promise<SiteReport> {
  const organization = await findByWidgetKey(work.db, key)
  if (!organization) throw new Refusal('invalid_widget_key')
  return {
    origin: ctx.origin,
    isAllowed: isAllowedOrigin(ctx.origin, organization, ownOrigin),
    isActive: organization.chatIsActive,
    filesUrl,
    identity: identityToken === undefined ? null : await reportToken(work, ctx, organization, identityToken),
  }
}

/** What is wrong with a token, without using it up. */
export async function reportToken(
  work: TransactionParts,
  ctx: { requestId: string; now(): Date },
  { id, chatIdentityMode }: Pick<OrganizationRow, 'id' | 'chatIdentityMode'>,
  token: string,
): Promise<SiteReport['identity']> {
  if (chatIdentityMode === 'off') return { code: 'identity_off', claim: null }
  const secrets = await transact(work, systemActor(id), ctx, readLiveSecrets)
  try {
    await readIdentityToken(token, { organizationId: id, secrets, now: ctx.now() })
    return { code: null, claim: null }
  } catch (error) {
    const [found] = (error instanceof Refusal && error.errors) || []
    if (!found) throw error
    return { code: found.code, claim: found.pointer.split('/')[2] ?? null }
  }
}
