import { z } from 'zod'
import { allDifferent, filledText, issue, name, webUrl } from './fields.ts'

export const PRE_CHAT_TYPES = ['text', 'email', 'phone', 'choice', 'long'] as const

const key = z.string().superRefine((value, ctx) => {
  if (!/^[a-z][a-z0-9_]{0,39}$/.test(value) || value === 'constructor' || value === 'prototype')
    issue(ctx, 'key_not_allowed')
})

const options = z
  .array(name(80))
  .min(1)
  .max(20)
  .superRefine((values, ctx) => allDifferent(values, ctx))

/**
 * A question before the first message. Types `email` and `phone` and the key `name` fill the contact's own
 * columns; all other answers become the conversation's `customFields`, by key.
 */
export const preChatField = z
  .strictObject({
    key,
    label: name(120),
    type: z.enum(PRE_CHAT_TYPES),
    /** Of a `choice`, and of nothing else. */
    options: options.optional(),
    required: z.boolean(),
  })
  .superRefine((field, ctx) => {
    if (field.type === 'choice' && !field.options) issue(ctx, 'required', ['options'])
    if (field.type !== 'choice' && field.options) issue(ctx, 'unknown_field', ['options'])
  })
export type PreChatField = z.infer<typeof preChatField>

const consentUrl = webUrl.superRefine((value, ctx) => {
  if (!value.startsWith('https://')) issue(ctx, 'invalid_url')
})

/** What is asked before a conversation, and what the visitor must agree to. */
export const preChat = z.strictObject({
  fields: z
    .array(preChatField)
    .max(10)
    .superRefine((fields, ctx) =>
      allDifferent(
        fields.map(field => field.key),
        ctx,
      ),
    ),
  consent: z.strictObject({ text: filledText(500), url: consentUrl.nullable() }).nullable(),
})
export type PreChat = z.infer<typeof preChat>
