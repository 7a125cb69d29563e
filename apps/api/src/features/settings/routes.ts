import type { Handlers } from '../../door/context.ts'
import { readSettings, rotateWidgetKey, updateSettings } from './service.ts'

export const settingsHandlers = {
  'GET /v1/settings': ctx => readSettings(ctx),
  'PATCH /v1/settings': (ctx, { body }) => updateSettings(ctx, body),
  'POST /v1/settings/rotate-key': ctx => rotateWidgetKey(ctx),
} satisfies Partial<Handlers>
