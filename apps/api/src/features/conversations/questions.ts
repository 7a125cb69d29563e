import { type FieldError, isBlank, type PreChat, type PreChatField, type Validated } from '@halloo/protocol'
import type { VisitorActor } from '../../auth/actor.ts'
import type { Context } from '../../door/context.ts'
import { Refusal } from '../../refusal.ts'
import { readChatUser } from '../chat-users/service.ts'

type Given = Pick<Validated<'POST /v1/widget/conversations'>['body'], 'consent' | 'customFields'>
type Contact = Awaited<ReturnType<typeof readChatUser>>

/**
 * Sees that a visitor has answered what is asked before a conversation, and has agreed.
 * @returns what is kept with the contact of their consent
 * @throws Refusal `questions_unanswered` with what is asked now: it may have changed while they were writing
 */
export async function requireAnswers(ctx: Context<VisitorActor>, preChat: PreChat | null, given: Given) {
  const required = preChat?.fields.filter(field => field.required) ?? []
  const consent = preChat?.consent
  const agreed = consent && given.consent ? { consentedAt: ctx.now(), consentText: consent.text } : {}
  const asksContact = (consent && !given.consent) || required.some(field => columnOf(field))
  if (!preChat || (required.length === 0 && !asksContact)) return agreed
  const contact = asksContact ? await readChatUser(ctx.tx, ctx.actor.id) : undefined
  const errors = required.flatMap(field => missing(field, given, contact))
  if (consent && !given.consent && !contact?.consentedAt)
    errors.push({ pointer: '/consent', code: 'required' })
  if (errors.length > 0) throw new Refusal('questions_unanswered', { errors, preChat })
  return agreed
}

function missing(field: PreChatField, { customFields }: Given, contact: Contact | undefined): FieldError[] {
  const column = columnOf(field)
  const answer = column ? contact?.[column] : customFields?.[field.key]
  if (answer !== undefined && answer !== null && !isBlank(String(answer))) return []
  return [{ pointer: column ? `/${column}` : `/customFields/${field.key}`, code: 'required' }]
}

/** What of the contact itself a question fills. */
const columnOf = ({ key, type }: PreChatField) =>
  type === 'email' || type === 'phone' ? type : key === 'name' ? key : undefined
