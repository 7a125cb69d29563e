import { systemActor } from '../auth/actor.ts'
import type { MailLinks } from '../auth/mail-links.ts'
import { type TransactionParts, transact } from '../door/transaction.ts'
import type { Jobs } from '../events/reactions.ts'
import { AddressRefused, type Mailer } from '../mail/mailer.ts'
import { answerMail } from './answer-words.ts'
import { claimMail, noteSent } from './claim-mail.ts'
import type { Tasks } from './queue.ts'
import { readAnswer } from './unread-answer.ts'

export interface MailParts {
  work: TransactionParts
  mailer: Mailer
  links: MailLinks
  /** Whether a visitor has the chat open: what they are told there need not be mailed. */
  isHere(organizationId: string, chatUserId: string): boolean
}

/** Somebody with the chat open is looked at again after so long: they may leave without having read. */
const LOOK_AGAIN_MS = 5 * 60_000

/** Mails a visitor what was answered after they left. */
export const mailAnswer =
  (parts: MailParts): Tasks['mailAnswer'] =>
  async (about, again) => {
    const plan = await transact(parts.work, systemActor(about.organizationId), { requestId: 'job' }, ctx =>
      planMail(ctx, parts, about),
    )
    if (plan.laterMs !== undefined) return again(plan.laterMs)
    if (!plan.mail) return
    await parts.mailer.send(plan.mail).catch(error => {
      if (!(error instanceof AddressRefused)) throw error
    })
    await transact(parts.work, systemActor(about.organizationId), { requestId: 'job' }, ctx =>
      noteSent(ctx, plan.id),
    )
  }

async function planMail(
  ctx: Parameters<typeof noteSent>[0],
  { links, isHere }: MailParts,
  { organizationId, conversationId }: Jobs['mailAnswer'],
) {
  const answer = await readAnswer(ctx, conversationId)
  if (!answer) return {}
  if (isHere(organizationId, answer.chatUserId)) return { laterMs: LOOK_AGAIN_MS }
  const claim = await claimMail(ctx, answer)
  if (typeof claim !== 'object') return claim === undefined ? {} : { laterMs: claim }
  const mail = { organizationId, id: claim.id }
  const back = links.back(mail, answer.mayEnter)
  return {
    id: claim.id,
    mail: answerMail(answer, back, links.stop(organizationId, claim.inboxHash), links.messageId(claim.id)),
  }
}
