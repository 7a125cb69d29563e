import { tables, widenSight } from '@halloo/db'
import type { QueuePlace } from '@halloo/protocol'
import { and, desc, eq, gt, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { VisitorActor } from '../../auth/actor.ts'
import type { Context } from '../../door/context.ts'
import { readConversation } from './read.ts'

const { conversationAssignments: assignments, conversations } = tables

/** What happened longer ago says little about now; and fewer than three say nothing. */
const LATELY_MS = 60 * 60_000
const MOST = 20
const FEWEST = 3

/**
 * How many wait before a conversation in the queue of its department, and for how long that may be. The queue is
 * taken to go on as it went lately: the last twenty that an agent took from it within an hour, over the time since
 * the first of them, make seconds for each; times the position. Three statements, however long the queue.
 */
export async function placeInQueue(ctx: Context<VisitorActor>, id: string): Promise<QueuePlace> {
  const { row } = await readConversation(ctx.tx, id)
  if (!row.isQueued || !row.queuedAt) return { position: null, expectedWaitSeconds: null }
  // Others' conversations are counted here, and nothing else of them is told.
  await widenSight(ctx.tx)
  const inTheirs = (column: typeof conversations.departmentId | typeof assignments.departmentId): SQL =>
    row.departmentId === null ? isNull(column) : eq(column, row.departmentId)
  const [before] = await ctx.tx
    .select({ count: sql<number>`count(*)::int` })
    .from(conversations)
    .where(
      and(
        eq(conversations.isQueued, true),
        inTheirs(conversations.departmentId),
        sql`(${conversations.queuedAt}, ${conversations.id}) < (${row.queuedAt.toISOString()}::timestamptz, ${id})`,
      ),
    )
  const taken = await ctx.tx
    .select({ at: assignments.assignedAt })
    .from(assignments)
    .where(
      and(
        isNotNull(assignments.agentId),
        inTheirs(assignments.departmentId),
        gt(assignments.assignedAt, new Date(ctx.now().getTime() - LATELY_MS)),
      ),
    )
    .orderBy(desc(assignments.assignedAt))
    .limit(MOST)
  const position = (before?.count ?? 0) + 1
  return { position, expectedWaitSeconds: waitOf(position, taken, ctx.now()) }
}

function waitOf(position: number, taken: readonly { at: Date }[], now: Date) {
  const first = taken.at(-1)
  if (!first || taken.length < FEWEST) return null
  const secondsEach = (now.getTime() - first.at.getTime()) / 1000 / taken.length
  return Math.max(1, Math.round(position * secondsEach))
}
