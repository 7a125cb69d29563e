import { forOrganization, systemOf, tables } from '@halloo/db'
import type { Validated } from '@halloo/protocol'
import { eq } from 'drizzle-orm'
import { systemActor } from '../../auth/actor.ts'
import type { MailLinks } from '../../auth/mail-links.ts'
import { hashPassword, isPasswordRight } from '../../auth/passwords.ts'
import type { OpenContext } from '../../door/context.ts'
import { isUniqueViolation } from '../../door/faults.ts'
import type { Limits } from '../../door/limits.ts'
import { addressKey } from '../../door/limits.ts'
import { type TransactionParts, transact } from '../../door/transaction.ts'
import { Refusal } from '../../refusal.ts'
import { asVisitor, readChatUser, updateChatUser } from '../chat-users/service.ts'
import { asWidgetSettings } from '../settings/service.ts'
import { readPhone } from './phone.ts'
import { type OrganizationRow, openSite } from './site.ts'
import { createSession, createVisitor, type Inside, presentVisitor } from './visitor.ts'

const { chatUserCredentials } = tables

export interface AppUserParts {
  work: TransactionParts
  ownOrigin: string
  limits: Limits
  mailLinks: MailLinks
}

/** Signs in with phone number and password. A wrong password and an unknown number are one answer, in one time. */
export async function signIn(
  parts: AppUserParts,
  ctx: OpenContext,
  body: Validated<'POST /v1/widget/sign-in'>['body'],
) {
  const { organization, phone } = await arrive(parts, ctx, body)
  const found = await findByPhone(parts, organization, phone)
  if (!(await isPasswordRight(body.password, found?.passwordHash)) || !found)
    throw new Refusal('sign_in_failed')
  return enter(parts, ctx, organization, async inside => {
    const row = await readChatUser(inside.tx, found.chatUserId)
    return updateChatUser(inside, row.id, { lastSeenAt: inside.now() })
  })
}

/**
 * Makes an app user of the anonymous visitor whose token was sent along, or of somebody new. A number that is taken
 * is answered as signing in is: with the right password it is the same person again, or the same request.
 */
export async function signUp(
  parts: AppUserParts,
  ctx: OpenContext,
  body: Validated<'POST /v1/widget/sign-up'>['body'],
) {
  const { organization, phone } = await arrive(parts, ctx, body)
  if (await findByPhone(parts, organization, phone)) return signIn(parts, ctx, body)
  const passwordHash = await hashPassword(body.password)
  try {
    return await enter(parts, ctx, organization, async inside => {
      const present = await presentVisitor(inside, ctx)
      const { id } = present?.isAnonymous ? present.row : await createVisitor(inside, ctx)
      await inside.tx
        .insert(chatUserCredentials)
        .values({ chatUserId: id, phone, passwordHash, createdAt: inside.now() })
      return updateChatUser(inside, id, { phone, lastSeenAt: inside.now() })
    })
  } catch (error) {
    if (isUniqueViolation(error)) return signIn(parts, ctx, body)
    throw error
  }
}

async function arrive(
  { work, ownOrigin, limits }: AppUserParts,
  ctx: OpenContext,
  body: { key: string; countryCode: string; phone: string },
) {
  const organization = await openSite(work.db, ownOrigin, ctx, body.key)
  if (organization.chatIdentityMode === 'required') throw new Refusal('identity_required')
  const phone = readPhone(body.countryCode, body.phone)
  await limits.take('sign-in per address and phone', `${addressKey(ctx.address)} ${organization.id} ${phone}`)
  await limits.take('sign-in per phone', `${organization.id} ${phone}`)
  return { organization, phone }
}

const findByPhone = async ({ work }: AppUserParts, { id }: OrganizationRow, phone: string) => {
  const [found] = await forOrganization(work.db, systemOf(id), tx =>
    tx.select().from(chatUserCredentials).where(eq(chatUserCredentials.phone, phone)),
  )
  return found
}

const enter = (
  { work }: AppUserParts,
  ctx: OpenContext,
  organization: OrganizationRow,
  become: (inside: Inside) => ReturnType<typeof updateChatUser>,
) =>
  transact(work, systemActor(organization.id), ctx, async inside => {
    const visitor = await become(inside)
    const session = await createSession(inside, ctx, visitor.id)
    const settings = asWidgetSettings(organization, inside.now(), inside.publicUrl)
    return { ...session, visitor: asVisitor(visitor), settings }
  })
