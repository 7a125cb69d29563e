import { z } from 'zod'
import { attachmentLink } from './attachments.ts'
import { chatUser } from './chat-users.ts'
import { visitorConversation } from './conversations.ts'
import { storedMetadata, timestamp } from './fields.ts'
import { id } from './ids.ts'
import { visitorMessage } from './messages.ts'
import { operations } from './row.ts'

const MAIL_KINDS = ['answer', 'transcript'] as const

/** Everything that is held about a person in one of their lives here: as themselves, or before they said who they are. */
const exportedProfile = chatUser.omit({ version: true }).extend({
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  address: z.string().nullable(),
  dateOfBirth: z.string().nullable(),
  /** The last part of an address is never kept. */
  ipAddress: z.string().nullable(),
  consentText: z.string().nullable(),
  lastContactedAt: timestamp.nullable(),
})

/** Everything that is held about a visitor. Links to files work for five minutes. */
export const visitorExport = z.object({
  exportedAt: timestamp,
  organization: z.string(),
  profiles: z.array(exportedProfile),
  externalIds: z.array(
    z.object({ type: z.string(), value: z.string(), verifiedAt: timestamp.nullable(), createdAt: timestamp }),
  ),
  /** What they sign in with; the password itself is known to nobody. */
  signIn: z
    .object({ phone: z.string(), phoneVerifiedAt: timestamp.nullable(), createdAt: timestamp })
    .nullable(),
  /** Browsers that hold a token; the tokens are known to nobody else. */
  sessions: z.array(
    z.object({
      origin: z.string().nullable(),
      createdAt: timestamp,
      lastUsedAt: timestamp,
      expiresAt: timestamp,
      revokedAt: timestamp.nullable(),
    }),
  ),
  /** What was mailed to them. The address is the one of that moment, and kept as a hash only. */
  mails: z.array(
    z.object({
      kind: z.enum(MAIL_KINDS),
      conversationId: id('conversation'),
      createdAt: timestamp,
      /** When the mail server took it, or refused it for good. */
      sentAt: timestamp.nullable(),
      /** How often the link in it was used to come back. */
      linkUses: z.number().int(),
    }),
  ),
  conversations: z.array(
    visitorConversation.extend({
      number: z.number().int(),
      channel: z.string(),
      pageUrl: z.string().nullable(),
      referrer: z.string().nullable(),
      customFields: storedMetadata,
      messages: z.array(visitorMessage),
    }),
  ),
  /** Of the messages, and those that were uploaded and never sent. */
  files: z.array(attachmentLink.extend({ messageId: id('message').nullable() })),
})
export type VisitorExport = z.infer<typeof visitorExport>

const tag = 'Privacy'

export const privacyOperations = operations({
  'GET /v1/widget/me/export': {
    can: 'widget:use',
    tag,
    summary: 'Get everything that is held about the visitor',
    returns: visitorExport,
  },
  'DELETE /v1/widget/me': {
    can: 'widget:use',
    tag,
    summary: 'Erase the visitor, with conversations, files and sessions; cannot be undone',
    returns: z.object({ erasedAt: timestamp }),
  },
})
