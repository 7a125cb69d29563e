import { z } from 'zod'
import { saidLanguage, visitor } from './chat-users.ts'
import { LIMITS } from './constants.ts'
import { visitorDepartment } from './departments.ts'
import { listOf, page, timestamp } from './fields.ts'
import { saidTimeZone } from './hours.ts'
import { id } from './ids.ts'
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
const key = z.string().max(100)

const phoneAndPassword = {
  key,
  /** As it is dialled: `49`, with or without `+`. */
  countryCode: z.string().superRefine((value, ctx) => {
    if (!/^\+?[1-9]\d{0,2}$/.test(value))
      ctx.addIssue({ code: 'custom', params: { code: 'invalid_phone' }, message: 'invalid_phone' })
  }),
  /** As people write it, with or without the zero in front. */
  phone: z.string().max(40),
  password: z.string().max(LIMITS.passwordMax),
}

const newPassword = phoneAndPassword.password.superRefine((value, ctx) => {
  if (value.length < LIMITS.passwordMin)
    ctx.addIssue({ code: 'custom', params: { code: 'too_short' }, message: 'too_short' })
})

export const widgetSessionOperations = operations({
  'POST /v1/widget/sessions': {
    can: 'widget:start',
    tag,
    summary:
      'Become a visitor: anonymous, whom the identity token names, or to whom the return token was mailed. A visitor token sent along with an identity token hands over what that visitor has written',
    body: z.strictObject({
      key,
      identityToken: z.string().max(LIMITS.identityTokenLength).optional(),
      /** Of a mailed link: what stands behind `#halloo=`. */
      returnToken: z.string().max(200).optional(),
      /** What the visitor reads, and where they are: kept with the contact. What is not known here is passed over. */
      language: saidLanguage.optional(),
      timeZone: saidTimeZone.optional(),
    }),
    returns: widgetSession.extend({
      /** With a return token: the conversation that the mail told of. */
      conversationId: id('conversation').optional(),
    }),
    status: 201,
  },
  'POST /v1/widget/sign-up': {
    can: 'widget:start',
    tag,
    summary:
      'Become an app user with phone number and password; a visitor token sent along keeps its conversations',
    body: z.strictObject({ ...phoneAndPassword, password: newPassword }),
    returns: widgetSession,
    status: 201,
  },
  'POST /v1/widget/sign-in': {
    can: 'widget:start',
    tag,
    summary: 'Sign in as an app user',
    body: z.strictObject(phoneAndPassword),
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
