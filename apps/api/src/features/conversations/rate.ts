import { tables } from '@halloo/db'
import type { Validated } from '@halloo/protocol'
import { sql } from 'drizzle-orm'
import type { VisitorActor } from '../../auth/actor.ts'
import type { Context } from '../../door/context.ts'
import { Refusal } from '../../refusal.ts'
import { refuseBlocked } from '../messages/service.ts'
import { changeConversation } from './change.ts'
import { lockConversation } from './lock.ts'
import { asVisitorConversation, readConversation } from './read.ts'

const { ratings } = tables
type Given = Validated<'PUT /v1/widget/conversations/:conversationId/rating'>['body']

/** Notes what the visitor thought of an answered conversation, once it has ended; said again, the last word counts. */
export async function rateConversation(ctx: Context<VisitorActor>, id: string, given: Given) {
  refuseBlocked(ctx.actor)
  const row = await lockConversation(ctx.tx, id)
  if (row.closedAt === null || row.lastAgentResponseAt === null)
    throw new Refusal('conflict', { detail: 'There is nothing to rate yet.' })
  const { score, comment: words } = given
  const comment = words?.trim() || null
  const before = await readConversation(ctx.tx, id)
  if (before.rating?.score === score && before.rating.comment === comment)
    return asVisitorConversation(before)
  const at = ctx.now()
  await ctx.tx
    .insert(ratings)
    .values({ conversationId: id, score, comment, createdAt: at, updatedAt: at })
    .onConflictDoUpdate({
      target: [ratings.organizationId, ratings.conversationId],
      set: { score, comment, updatedAt: at, version: sql`${ratings.version} + 1` },
    })
  return asVisitorConversation(await changeConversation(ctx, row, { event: 'conversation.rated', set: {} }))
}
