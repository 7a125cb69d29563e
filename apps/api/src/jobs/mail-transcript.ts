import { tables } from '@halloo/db'
import { and, eq } from 'drizzle-orm'
import { html } from 'hono/html'
import type { SystemActor } from '../auth/actor.ts'
import { systemActor } from '../auth/actor.ts'
import type { MailLinks } from '../auth/mail-links.ts'
import type { Context } from '../door/context.ts'
import { transact } from '../door/transaction.ts'
import type { Jobs } from '../events/reactions.ts'
import { ofContact } from '../features/conversations/read.ts'
import { writeTranscript } from '../features/conversations/transcript.ts'
import { AddressRefused } from '../mail/mailer.ts'
import { asWords } from '../mail/words.ts'
import { fill, type Speech } from '../words/speak.ts'
import { claimTranscript, noteSent } from './claim-mail.ts'
import type { MailParts } from './mail-answer.ts'
import type { Tasks } from './queue.ts'

const { chatUsers, conversations, organizations } = tables

/** Mails a visitor the conversation that they asked for, to the address that is proved to be theirs by now. */
export const mailTranscript =
  ({ work, mailer, links }: Pick<MailParts, 'work' | 'mailer' | 'links'>): Tasks['mailTranscript'] =>
  async about => {
    const plan = await transact(work, systemActor(about.organizationId), { requestId: 'job' }, ctx =>
      planTranscript(ctx, links, about),
    )
    if (!plan) return
    await mailer.send(plan.mail).catch(error => {
      if (!(error instanceof AddressRefused)) throw error
    })
    await transact(work, systemActor(about.organizationId), { requestId: 'job' }, ctx =>
      noteSent(ctx, plan.id),
    )
  }

async function planTranscript(
  ctx: Context<SystemActor>,
  links: MailLinks,
  { conversationId }: Jobs['mailTranscript'],
) {
  const [found] = await ctx.tx
    .select({
      to: chatUsers.email,
      chatUserId: chatUsers.id,
      upToSeq: conversations.lastSeq,
      organization: organizations.name,
    })
    .from(conversations)
    .innerJoin(organizations, eq(organizations.id, conversations.organizationId))
    .innerJoin(chatUsers, ofContact)
    .where(
      and(eq(conversations.id, conversationId), eq(chatUsers.verified, true), eq(chatUsers.status, 'active')),
    )
  if (!found?.to) return undefined
  const { to, chatUserId, upToSeq } = found
  const id = await claimTranscript(ctx, { to, chatUserId, conversationId, upToSeq })
  const { text, speech } = await writeTranscript(ctx, conversationId)
  const subject = fill(speech.words.transcriptOf, { team: asWords(found.organization) })
  const html = String(page(subject, text, speech))
  return { id, mail: { to, subject, text, html, messageId: links.messageId(id) } }
}

/** The same text, read from the side that its language begins at. */
const page = (subject: string, text: string, { locale, direction }: Speech) => html`<!doctype html>
<html lang="${locale}" dir="${direction}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<title>${subject}</title>
<body style="margin:0;padding:24px;font:16px/1.5 -apple-system,'Segoe UI',Roboto,sans-serif">
<div dir="${direction}" style="max-width:640px;margin:0 auto;white-space:pre-wrap;overflow-wrap:anywhere">${text}</div></body></html>`
