import { tables } from '@halloo/db'
import { and, eq } from 'drizzle-orm'
import type { SystemActor } from '../auth/actor.ts'
import { systemActor } from '../auth/actor.ts'
import type { Context } from '../door/context.ts'
import { transact } from '../door/transaction.ts'
import type { Jobs } from '../events/reactions.ts'
import { writeTranscript } from '../features/conversations/transcript.ts'
import { AddressRefused } from '../mail/mailer.ts'
import { asWords } from '../mail/words.ts'
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
  const { text } = await writeTranscript(ctx, conversationId)
  return { to: found.to, subject: `Your conversation with ${asWords(found.organization)}`, text }
}
