import { z } from 'zod'
import { timestamp } from './fields.ts'
import { id } from './ids.ts'
import { operations } from './row.ts'

/** A stored file. It is bound to the first message that names it. */
export const attachment = z.object({
  id: id('attachment'),
  fileName: z.string(),
  /** Detected from the content, never taken from the sender. */
  contentType: z.string(),
  /** Bytes. */
  size: z.number().int(),
  kind: z.enum(['image', 'audio', 'video', 'file']),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  createdAt: timestamp,
})
export type Attachment = z.infer<typeof attachment>

/** The same with a link that works for five minutes. */
export const attachmentLink = attachment.extend({ url: z.string(), expiresAt: timestamp })
export type AttachmentLink = z.infer<typeof attachmentLink>

const params = z.strictObject({ attachmentId: id('attachment') })
const tag = 'Attachments'

export const attachmentOperations = operations({
  'POST /v1/attachments': {
    can: 'attachments:write',
    tag,
    summary: 'Upload a file, to be named by a message',
    bodyType: 'multipart',
    returns: attachment,
    status: 201,
  },
  'GET /v1/attachments/:attachmentId': {
    can: 'attachments:read',
    tag,
    summary: 'Get a file with a signed link',
    params,
    returns: attachmentLink,
  },
  'POST /v1/widget/attachments': {
    can: 'widget:use',
    tag,
    summary: 'Upload a file as a visitor',
    bodyType: 'multipart',
    returns: attachment,
    status: 201,
  },
  'GET /v1/widget/attachments/:attachmentId': {
    can: 'widget:use',
    tag,
    summary: 'Get a file with a signed link, as a visitor',
    params,
    returns: attachmentLink,
  },
})
