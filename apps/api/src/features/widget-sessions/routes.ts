import type { OpenHandlers } from '../../door/context.ts'
import type { TransactionParts } from '../../door/transaction.ts'
import { startSession } from './service.ts'

export const widgetSessionHandlers = (work: TransactionParts, ownOrigin: string) =>
  ({
    'POST /v1/widget/sessions': (ctx, { body }) => startSession(work, ownOrigin, ctx, body.key),
  }) satisfies Partial<OpenHandlers>
