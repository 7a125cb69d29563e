import type { NewReply } from '@halloo/protocol'
import { type DirectContext, Written } from '../../door/context.ts'
import { type TransactionParts, transact } from '../../door/transaction.ts'
import { notFound } from '../../refusal.ts'
import { asRow } from './append.ts'
import type { Batcher } from './batcher.ts'
import { draftOf, refuseBlocked, sendMessage } from './service.ts'

/**
 * Writes a message with what others write at this moment. What is more than a message (it names files, opens an
 * ended conversation, or was sent before) goes through a transaction of its own, and the same function there.
 */
export async function writeMessage(
  parts: { work: TransactionParts; batcher: Batcher },
  ctx: DirectContext,
  conversationId: string,
  input: NewReply,
): Promise<Written> {
  const { actor } = ctx
  const isMember = actor.kind === 'member'
  if (!isMember) refuseBlocked(actor)
  const inOne = async () => {
    const sent = await transact(parts.work, actor, ctx, inside => sendMessage(inside, conversationId, input))
    return new Written(JSON.stringify(isMember ? sent.team : sent.visitor))
  }
  if (input.attachmentIds?.length) return inOne()
  const posted = await parts.batcher.post({
    ...asRow(draftOf(actor, input), conversationId),
    organization_id: actor.organizationId,
    topics: actor.topics,
  })
  if (posted === undefined) throw notFound()
  // A reply that was stopped may be one that is here already, sent again: that is looked at there too.
  if (posted === 'known' || posted.seq === null) return inOne()
  const text = isMember ? posted.data : posted.visitorData
  if (text === null) throw new Error('a message told its visitor nothing')
  return new Written(text)
}
