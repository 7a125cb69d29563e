import type { EventPage, Validated } from '@halloo/protocol'
import type { DirectContext, DirectHandlers } from '../../door/context.ts'

/** Reads what follows a cursor, as its reader may know it. */
export type ReadEvents = (
  ctx: DirectContext,
  query: Validated<'GET /v1/events'>['query'],
) => Promise<EventPage>

export const feedHandlers = (read: ReadEvents) =>
  ({
    'GET /v1/events': (ctx, { query }) => read(ctx, query),
    'GET /v1/widget/events': (ctx, { query }) => read(ctx, query),
  }) satisfies Partial<DirectHandlers>
