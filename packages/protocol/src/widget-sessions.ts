import { z } from 'zod'
import { visitor } from './chat-users.ts'
import { visitorDepartment } from './departments.ts'
import { listOf, page, timestamp } from './fields.ts'
import { operations } from './row.ts'
import { widgetSettings } from './settings.ts'

export const widgetSession = z.object({
  /** Bearer token of the visitor; 256 bits, stored hashed, good for 180 days after its last use. */
  token: z.string(),
  expiresAt: timestamp,
  visitor,
  settings: widgetSettings,
})
export type WidgetSession = z.infer<typeof widgetSession>

const tag = 'Widget'

export const widgetSessionOperations = operations({
  'POST /v1/widget/sessions': {
    can: 'widget:start',
    tag,
    summary: 'Become a visitor: an anonymous contact with a token',
    body: z.strictObject({ key: z.string().max(100) }),
    returns: widgetSession,
    status: 201,
  },
  'GET /v1/widget/departments': {
    can: 'widget:use',
    tag,
    summary: 'Departments that a visitor may choose from',
    query: z.strictObject(page),
    returns: listOf(visitorDepartment),
  },
})
