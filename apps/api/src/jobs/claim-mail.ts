import { tables } from '@halloo/db'
import { and, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import type { SystemActor } from '../auth/actor.ts'
import { addressHash, inboxOf, RETURN_MS } from '../auth/mail-links.ts'
import type { Context } from '../door/context.ts'
import { newId } from '../ids.ts'
import type { Answer } from './unread-answer.ts'

const { chatUsers, mailAddresses, mails } = tables

/** Mails in an hour, so that nobody makes a relay of us. */
export const LIMITS = {
  perAddress: 6,
  perOrganization: 1000,
  /** To addresses that nobody has proved to be theirs. */
  unprovenPerOrganization: 60,
} as const
const HOUR_MS = 60 * 60_000
/** When a budget is used up. */
const LATER_MS = 20 * 60_000

/**
 * Decides that a mail may go, and writes it down before it does: an address is written to by one job at a time. A
 * mail that was decided and not known to have gone is the same one again.
 * @returns the mail, milliseconds to wait, or nothing where none may go
 */
export async function claimMail(ctx: Context<SystemActor>, answer: Answer) {
  const { tx, now, actor } = ctx
  const inboxHash = addressHash(actor.organizationId, inboxOf(answer.email))
  const [address] = await tx
    .insert(mailAddresses)
    .values({ addressHash: inboxHash })
    .onConflictDoUpdate({
      target: [mailAddresses.organizationId, mailAddresses.addressHash],
      set: { version: sql`${mailAddresses.version} + 1` },
    })
    .returning()
  if (!address || address.stoppedAt) return undefined
  const begun = await findBegun(ctx, 'answer', answer.conversationId)
  const id = begun?.id ?? newId('mail')
  if (!answer.verified && address.unprovenMailId !== null && address.unprovenMailId !== id) return undefined
  const mail = {
    chatUserId: answer.chatUserId,
    addressHash: addressHash(actor.organizationId, answer.email),
    upToSeq: answer.upToSeq,
    linkExpiresAt: new Date(now().getTime() + RETURN_MS),
  }
  if (!begun && (await isSpent(ctx, mail.addressHash, answer.verified))) return LATER_MS
  await tx
    .insert(mails)
    .values({ id, conversationId: answer.conversationId, createdAt: now(), ...mail })
    .onConflictDoUpdate({ target: [mails.organizationId, mails.id], set: mail })
  if (!answer.verified)
    await tx.update(mailAddresses).set({ unprovenMailId: id }).where(eq(mailAddresses.addressHash, inboxHash))
  return { id, inboxHash }
}

/** To whom a transcript goes, and how far it tells. */
interface Transcribed {
  to: string
  chatUserId: string
  conversationId: string
  upToSeq: number
}

/** The same for a transcript, which was asked for: nothing holds it back. */
export async function claimTranscript(ctx: Context<SystemActor>, { to, ...about }: Transcribed) {
  const begun = await findBegun(ctx, 'transcript', about.conversationId)
  const id = begun?.id ?? newId('mail')
  const mail = { ...about, addressHash: addressHash(ctx.actor.organizationId, to), linkExpiresAt: ctx.now() }
  await ctx.tx
    .insert(mails)
    .values({ id, kind: 'transcript', createdAt: ctx.now(), ...mail })
    .onConflictDoUpdate({ target: [mails.organizationId, mails.id], set: mail })
  return id
}

async function findBegun(
  { tx }: Context<SystemActor>,
  kind: 'answer' | 'transcript',
  conversationId: string,
) {
  const [begun] = await tx
    .select({ id: mails.id })
    .from(mails)
    .where(and(eq(mails.conversationId, conversationId), eq(mails.kind, kind), isNull(mails.sentAt)))
  return begun
}

async function isSpent({ tx, now }: Context<SystemActor>, hash: string, verified: boolean) {
  const unproven = tx.select({ id: chatUsers.id }).from(chatUsers).where(eq(chatUsers.verified, false))
  const [spent] = await tx
    .select({
      address: sql<number>`count(*) filter (where ${eq(mails.addressHash, hash)})::int`,
      organization: sql<number>`count(*)::int`,
      unproven: sql<number>`count(*) filter (where ${inArray(mails.chatUserId, unproven)})::int`,
    })
    .from(mails)
    .where(and(eq(mails.kind, 'answer'), gt(mails.createdAt, new Date(now().getTime() - HOUR_MS))))
  if (!spent) return false
  return (
    spent.address >= LIMITS.perAddress ||
    spent.organization >= LIMITS.perOrganization ||
    (!verified && spent.unproven >= LIMITS.unprovenPerOrganization)
  )
}

export const noteSent = ({ tx, now }: Context<SystemActor>, id: string) =>
  tx.update(mails).set({ sentAt: now() }).where(eq(mails.id, id))
