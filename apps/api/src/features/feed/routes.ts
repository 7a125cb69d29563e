import type { Validated } from '@halloo/protocol'
import type { DirectContext, DirectHandlers, Written } from '../../door/context.ts'

/** Reads what follows a cursor, as its reader may know it, and waits for it where it is asked to. */
export type ReadEvents = (ctx: DirectContext, query: Validated<'GET /v1/events'>['query']) => Promise<Written>

export const feedHandlers = (read: ReadEvents) =>
  ({
    'GET /v1/events': (ctx, { query }) => read(ctx, query),
    'GET /v1/widget/events': (ctx, { query }) => read(ctx, query),
  }) satisfies Partial<DirectHandlers>
