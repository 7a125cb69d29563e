import { tables } from '@halloo/db'
import type { Handlers } from '../../door/context.ts'

const { conversationCounts: counts } = tables

export const countHandlers = {
  'GET /v1/counts': async ctx => {
    const { topics } = ctx.actor
    const items = await ctx.tx.select().from(counts).orderBy(counts.topic)
    return { items: items.filter(({ topic }) => topics.includes('everything') || topics.includes(topic)) }
  },
} satisfies Partial<Handlers>
