import { tables } from '@halloo/db'
import { and, eq } from 'drizzle-orm'
import { html } from 'hono/html'
import type { SystemActor } from '../auth/actor.ts'
import { systemActor } from '../auth/actor.ts'
import type { Context } from '../door/context.ts'
import { transact } from '../door/transaction.ts'
import type { Jobs } from '../events/reactions.ts'
import { writeTranscript } from '../features/conversations/transcript.ts'
import { AddressRefused } from '../mail/mailer.ts'
import { asWords } from '../mail/words.ts'
import { fill, type Speech } from '../words/speak.ts'
import type { MailParts } from './mail-answer.ts'
import type { Tasks } from './queue.ts'

const { chatUsers, conversations, organizations } = tables

/** Mails a visitor the conversation that they asked for, to the address that is proved to be theirs by now. */
export const mailTranscript =
  ({ work, mailer }: Pick<MailParts, 'work' | 'mailer'>): Tasks['mailTranscript'] =>
  async about => {
    const mail = await transact(work, systemActor(about.organizationId), { requestId: 'job' }, ctx =>
      transcriptMail(ctx, about),
    )
    if (!mail) return
    await mailer.send(mail).catch(error => {
      if (!(error instanceof AddressRefused)) throw error
    })
  }

async function transcriptMail(ctx: Context<SystemActor>, { conversationId }: Jobs['mailTranscript']) {
  const [found] = await ctx.tx
    .select({ to: chatUsers.email, organization: organizations.name })
    .from(conversations)
    .innerJoin(organizations, eq(organizations.id, conversations.organizationId))
    .innerJoin(
      chatUsers,
      and(
        eq(chatUsers.organizationId, conversations.organizationId),
        eq(chatUsers.id, conversations.chatUserId),
      ),
    )
    .where(
      and(eq(conversations.id, conversationId), eq(chatUsers.verified, true), eq(chatUsers.status, 'active')),
    )
  if (!found?.to) return undefined
  const { text, speech } = await writeTranscript(ctx, conversationId)
  const subject = fill(speech.words.transcriptOf, { team: asWords(found.organization) })
  return { to: found.to, subject, text, html: String(page(subject, text, speech)) }
}

/** The same text, read from the side that its language begins at. */
const page = (subject: string, text: string, { locale, direction }: Speech) => html`<!doctype html>
<html lang="${locale}" dir="${direction}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<title>${subject}</title>
<body style="margin:0;padding:24px;font:16px/1.5 -apple-system,'Segoe UI',Roboto,sans-serif">
<div dir="${direction}" style="max-width:640px;margin:0 auto;white-space:pre-wrap;overflow-wrap:anywhere">${text}</div></body></html>`
