import { z } from 'zod'
import { LIMITS } from './constants.ts'
import {
  email,
  line,
  listOf,
  metadata,
  name,
  page,
  storedMetadata,
  text,
  timestamp,
  webUrl,
} from './fields.ts'
import { timeZone } from './hours.ts'
import { e164 } from './identity.ts'
import { id } from './ids.ts'
import { operations } from './row.ts'

/** A contact in brief, as it stands inside a conversation. */
export const contact = z.object({
  id: id('chatUser'),
  name: z.string().nullable(),
  email: z.string().nullable(),
  avatarUrl: z.string().nullable(),
  status: z.enum(['active', 'blocked']),
  version: z.number().int(),
})
export type Contact = z.infer<typeof contact>

/** A contact: a person who writes from a website or another channel. */
export const chatUser = contact.extend({
  phone: z.string().nullable(),
  language: z.string().nullable(),
  timeZone: z.string().nullable(),
  location: z.string().nullable(),
  userAgent: z.string().nullable(),
  metadata: storedMetadata,
  /** The address was proved to be theirs. */
  verified: z.boolean(),
  /** When they agreed to what is asked before a conversation. */
  consentedAt: timestamp.nullable(),
  lastSeenAt: timestamp,
  createdAt: timestamp,
  updatedAt: timestamp,
})
export type ChatUser = z.infer<typeof chatUser>

/** The visitor's own profile. */
export const visitor = chatUser.pick({
  id: true,
  name: true,
  email: true,
  phone: true,
  avatarUrl: true,
  language: true,
  timeZone: true,
  metadata: true,
  consentedAt: true,
  createdAt: true,
  version: true,
})
export type Visitor = z.infer<typeof visitor>

/** A contact that turned out to be somebody known: their conversations are the other's now. */
export const mergedChatUser = z.object({
  id: id('chatUser'),
  mergedInto: id('chatUser'),
  version: z.number().int(),
})
export type MergedChatUser = z.infer<typeof mergedChatUser>

/** The data of `chat_user.deleted`: nothing of them is left but that they were here. */
export const deletedChatUser = chatUser.pick({ id: true })

const params = z.strictObject({ chatUserId: id('chatUser') })
const tag = 'Contacts'

const language = z.string().superRefine((value, ctx) => {
  if (!/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/.test(value))
    ctx.addIssue({ code: 'custom', params: { code: 'not_allowed_value' }, message: 'not_allowed_value' })
})

/** The same as a browser says it, with the wishes for digits and calendars that stand behind it; or passed over. */
export const saidLanguage = text(100).transform(value => {
  const [tag = ''] = value.split(/-(?:u|x)-/i)
  return language.safeParse(tag).success ? tag : undefined
})

/** With its country, however it is spaced. */
const phone = z
  .string()
  .overwrite(value => value.replaceAll(/[\s()./-]/g, ''))
  .pipe(e164)
  .meta({ examples: ['+49 151 12345678'] })

const profile = {
  name: name(120).nullable().optional(),
  email: email.nullable().optional(),
  phone: phone.nullable().optional(),
  metadata: metadata.optional(),
  language: language.optional(),
  timeZone: timeZone.optional(),
}

export const chatUserOperations = operations({
  'GET /v1/chat-users': {
    can: 'chat_users:read',
    tag,
    summary: 'List contacts, newest first',
    query: z.strictObject({
      q: text(LIMITS.searchLength).optional(),
      status: z.enum(['active', 'blocked']).optional(),
      ...page,
    }),
    returns: listOf(chatUser),
  },
  'GET /v1/chat-users/:chatUserId': {
    can: 'chat_users:read',
    tag,
    summary: 'Get a contact',
    params,
    returns: chatUser,
  },
  'PATCH /v1/chat-users/:chatUserId': {
    can: 'chat_users:write',
    tag,
    summary: 'Change a contact; `metadata` replaces the whole set',
    params,
    body: z.strictObject({ ...profile, location: line(200).nullable().optional() }),
    returns: chatUser,
  },
  'POST /v1/chat-users/:chatUserId/block': {
    can: 'chat_users:block',
    tag,
    summary: 'Block a contact: they can no longer write',
    params,
    returns: chatUser,
  },
  'POST /v1/chat-users/:chatUserId/unblock': {
    can: 'chat_users:block',
    tag,
    summary: 'Let a blocked contact write again',
    params,
    returns: chatUser,
  },
  'POST /v1/chat-users/:chatUserId/sign-out': {
    can: 'chat_users:block',
    tag,
    summary: 'End every session of a contact',
    params,
    returns: chatUser,
  },
  'GET /v1/widget/me': {
    can: 'widget:use',
    tag,
    summary: 'Get the own profile',
    returns: visitor,
  },
  'PATCH /v1/widget/me': {
    can: 'widget:use',
    tag,
    summary: 'Change the own profile; says nothing about who somebody really is',
    body: z.strictObject({
      ...profile,
      avatarUrl: webUrl.nullable().optional(),
      pageUrl: webUrl.optional(),
      referrer: webUrl.optional(),
    }),
    returns: visitor,
  },
})
