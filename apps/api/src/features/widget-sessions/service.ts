import { systemActor } from '../../auth/actor.ts'
import type { OpenContext } from '../../door/context.ts'
import { type TransactionParts, transact } from '../../door/transaction.ts'
import { Refusal } from '../../refusal.ts'
import { asVisitor } from '../chat-users/service.ts'
import { asWidgetSettings } from '../settings/service.ts'
import { identify } from './identify.ts'
import { untrusted } from './identity-token.ts'
import { type OrganizationRow, openSite } from './site.ts'
import { createSession, createVisitor } from './visitor.ts'

/** Makes a visitor of somebody on a page of a site that is on the list: anonymous, or whom their token names. */
export async function startSession(
  work: TransactionParts,
  ownOrigin: string,
  ctx: OpenContext,
  body: { key: string; identityToken?: string | undefined },
) {
  const organization = await openSite(work.db, ownOrigin, ctx, body.key)
  const { identityToken } = body
  refuseByMode(organization, identityToken !== undefined)
  return transact(work, systemActor(organization.id), ctx, async inside => {
    const { visitor, secretId } =
      identityToken === undefined
        ? { visitor: await createVisitor(inside, ctx), secretId: null }
        : await identify(inside, ctx, identityToken)
    const session = await createSession(inside, ctx, visitor.id, secretId)
    return { ...session, visitor: asVisitor(visitor), settings: asWidgetSettings(organization, inside.now()) }
  })
}

/** @throws Refusal where the organization wants its visitors vouched for, or nobody to be */
function refuseByMode({ chatIdentityMode }: OrganizationRow, hasToken: boolean) {
  if (hasToken && chatIdentityMode === 'off') throw untrusted('identity_off')
  if (!hasToken && chatIdentityMode === 'required') throw new Refusal('identity_required')
}
