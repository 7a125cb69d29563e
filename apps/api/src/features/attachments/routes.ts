import type { Handlers } from '../../door/context.ts'
import type { SignedLinks } from '../../storage/signed-links.ts'
import { linkAttachment, storeAttachment } from './service.ts'

export const attachmentHandlers = (links: SignedLinks) =>
  ({
    'POST /v1/attachments': ctx => storeAttachment(ctx),
    'GET /v1/attachments/:attachmentId': (ctx, { params }) => linkAttachment(ctx, params.attachmentId, links),
    'POST /v1/widget/attachments': ctx => storeAttachment(ctx),
    'GET /v1/widget/attachments/:attachmentId': (ctx, { params }) =>
      linkAttachment(ctx, params.attachmentId, links),
  }) satisfies Partial<Handlers>
