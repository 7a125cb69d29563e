import type { Database } from '@halloo/db'
import type { OpenHandlers } from '../../door/context.ts'
import { startSession } from './service.ts'

export const widgetSessionHandlers = (db: Database, ownOrigin: string): OpenHandlers => ({
  'POST /v1/widget/sessions': (ctx, { body }) => startSession(db, ownOrigin, ctx, body.key),
})
