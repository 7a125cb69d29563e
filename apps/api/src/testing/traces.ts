import { newId } from '../ids.ts'
import type { TestOrganization } from './organization.ts'
import { uploadFile } from './upload.ts'

/** A visitor who has left a word wherever one can be left. */
export async function givenTraces(shop: TestOrganization, word: string) {
  const visitor = await shop.visitor()
  const { owner } = shop
  await visitor.call('PATCH /v1/widget/me', {
    body: {
      name: `${word} name`,
      email: `${word}@people.test`,
      phone: '+491511234567',
      metadata: { [word]: `${word} attribute` },
      avatarUrl: `https://${word}.test/face.png`,
    },
  })
  const file = await uploadFile(
    visitor,
    '/v1/widget/attachments',
    Buffer.from(`${word} of a file`),
    `${word}.txt`,
  )
  const unsent = await uploadFile(visitor, '/v1/widget/attachments', Buffer.from(`${word} unsent`), 'b.txt')
  const id = newId('conversation')
  await visitor.call('POST /v1/widget/conversations', {
    body: {
      id,
      subject: `${word} subject`,
      message: { id: newId('message'), content: `${word} first`, attachmentIds: [file.body.id] },
      pageUrl: `https://shop.test/${word}`,
      customFields: { order: `${word} order` },
    },
  })
  const params = { conversationId: id }
  await owner.call('POST /v1/conversations/:conversationId/accept', { params })
  const theirs = await uploadFile(owner, '/v1/attachments', Buffer.from(`${word} from the team`), 'c.txt')
  await owner.call('POST /v1/conversations/:conversationId/messages', {
    params,
    body: { id: newId('message'), content: `${word} reply`, attachmentIds: [theirs.body.id] },
  })
  await owner.call('PATCH /v1/chat-users/:chatUserId', {
    params: { chatUserId: visitor.id },
    body: { location: `${word} place` },
  })
  await owner.call('POST /v1/conversations/:conversationId/close', { params })
  await visitor.call('PUT /v1/widget/conversations/:conversationId/rating', {
    params,
    body: { score: 2, comment: `${word} comment` },
  })
  return { visitor, params, fileIds: [file.body.id, unsent.body.id, theirs.body.id] }
}
