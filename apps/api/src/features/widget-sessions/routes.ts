import type { OpenHandlers } from '../../door/context.ts'
import { type AppUserParts, signIn, signUp } from './app-users.ts'
import { startSession } from './service.ts'

export const widgetSessionHandlers = (parts: AppUserParts) =>
  ({
    'POST /v1/widget/sessions': (ctx, { body }) => startSession(parts, ctx, body),
    'POST /v1/widget/sign-up': (ctx, { body }) => signUp(parts, ctx, body),
    'POST /v1/widget/sign-in': (ctx, { body }) => signIn(parts, ctx, body),
  }) satisfies Partial<OpenHandlers>
