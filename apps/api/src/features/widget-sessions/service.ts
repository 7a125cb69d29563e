import type { Validated } from '@halloo/protocol'
import { systemActor } from '../../auth/actor.ts'
import type { MailLinks } from '../../auth/mail-links.ts'
import type { OpenContext } from '../../door/context.ts'
import { transact } from '../../door/transaction.ts'
import { Refusal } from '../../refusal.ts'
import { asVisitor } from '../chat-users/service.ts'
import { asWidgetSettings } from '../settings/service.ts'
import type { AppUserParts } from './app-users.ts'
import { comeBack } from './come-back.ts'
import { identify } from './identify.ts'
import { untrusted } from './identity-token.ts'
import { type OrganizationRow, openSite } from './site.ts'
import { type ChatUserRow, createSession, createVisitor, type Inside } from './visitor.ts'

type Beginning = Validated<'POST /v1/widget/sessions'>['body']

/**
 * Makes a visitor of somebody on a page of a site that is on the list: anonymous, whom their token names, or whom a
 * link was mailed to.
 */
export async function startSession(
  { work, ownOrigin, mailLinks }: AppUserParts,
  ctx: OpenContext,
  body: Beginning,
) {
  const organization = await openSite(work.db, ownOrigin, ctx, body.key)
  refuseByMode(organization, body.identityToken !== undefined)
  return transact(work, systemActor(organization.id), ctx, async inside => {
    const { visitor, secretId, conversationId } = await arrive(inside, ctx, mailLinks, body)
    const session = await createSession(inside, ctx, visitor.id, secretId)
    return {
      ...session,
      visitor: asVisitor(visitor),
      settings: asWidgetSettings(organization, inside.now(), inside.publicUrl),
      ...(conversationId && { conversationId }),
    }
  })
}

interface Arrival {
  visitor: ChatUserRow
  /** Of the secret that vouches for them. */
  secretId?: string
  /** What brought them back. */
  conversationId?: string
}

async function arrive(
  inside: Inside,
  ctx: OpenContext,
  links: MailLinks,
  { identityToken, returnToken, language, timeZone }: Beginning,
): Promise<Arrival> {
  const whereabouts = { ...(language && { language }), ...(timeZone && { timeZone }) }
  if (identityToken !== undefined) return identify(inside, ctx, identityToken, whereabouts)
  if (returnToken !== undefined) return comeBack(inside, ctx, links, returnToken, whereabouts)
  return { visitor: await createVisitor(inside, ctx, whereabouts) }
}

/** @throws Refusal where the organization wants its visitors vouched for, or nobody to be */
function refuseByMode({ chatIdentityMode }: OrganizationRow, hasToken: boolean) {
  if (hasToken && chatIdentityMode === 'off') throw untrusted('identity_off')
  if (!hasToken && chatIdentityMode === 'required') throw new Refusal('identity_required')
}
