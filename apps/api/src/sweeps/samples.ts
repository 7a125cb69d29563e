import type { Operation } from '@halloo/protocol'
import { newId } from '../ids.ts'
import type { Caller, Loose } from '../testing/caller.ts'
import { givenConversation } from '../testing/conversation.ts'
import type { TestMember, TestOrganization, TestVisitor } from '../testing/organization.ts'
import { uploadFile } from '../testing/upload.ts'

/** What every operation needs of an organization to succeed once. */
export interface Fixture {
  organization: TestOrganization
  owner: TestMember
  visitor: TestVisitor
  /** A member to do something to. */
  colleague: TestMember
}

export async function givenFixture(organization: TestOrganization): Promise<Fixture> {
  const { owner } = organization
  return {
    organization,
    owner,
    visitor: await organization.visitor(),
    colleague: await organization.member('agent'),
  }
}

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

const conversation = async ({ visitor }: Fixture) => (await givenConversation(visitor)).conversation.id
const ended = async (f: Fixture) => {
  const params = { conversationId: await conversation(f) }
  await f.owner.call('POST /v1/conversations/:conversationId/close', { params })
  return params
}
const department = async ({ owner }: Fixture) =>
  (await owner.call('POST /v1/departments', { body: { name: `Department ${newId('department')}` } })).body.id
const staffed = async (f: Fixture) => {
  const params = { departmentId: await department(f), memberId: f.colleague.id }
  await f.owner.call('PUT /v1/departments/:departmentId/members/:memberId', { params })
  return params
}
const file = async (of: TestMember | TestVisitor, path: '/v1/attachments' | '/v1/widget/attachments') =>
  (await uploadFile(of, path, PNG, 'dot.png')).body.id
const message = () => ({ id: newId('message'), content: 'A text' })
const inConversation = async (f: Fixture) => ({ params: { conversationId: await conversation(f) } })
/** Something that a member has said. */
const reply = async (f: Fixture, by?: Caller) => {
  const params = { conversationId: await conversation(f) }
  const author = by && 'cookie' in by ? by : f.owner
  const { id } = (
    await author.call('POST /v1/conversations/:conversationId/messages', { params, body: message() })
  ).body.message
  return { ...params, messageId: id }
}
const ofContact = (f: Fixture) => ({ params: { chatUserId: f.visitor.id } })

const revoke = ({ owner }: Fixture, identitySecretId: string) =>
  owner.call('DELETE /v1/identity-secrets/:identitySecretId', { params: { identitySecretId } })
const appUser = ({ organization }: Fixture) => ({
  key: organization.key,
  countryCode: '49',
  phone: `0151${String(Date.now()).slice(-6)}${String(Math.random()).slice(2, 4)}`,
  password: 'long enough',
})

/** A look that is not yet published; another one each time. */
const draftTheme = ({ owner }: Fixture) =>
  owner.call('PUT /v1/theme', { body: { position: { desktop: { y: Math.floor(Math.random() * 200) } } } })

export interface Sample extends Loose {
  file?: Buffer<ArrayBuffer>
  /** Who sends it in a visitor's place, where it would cost them their existence. */
  instead?: TestVisitor
}

/**
 * A request for each operation that succeeds; an operation without one does not compile.
 * @param by who is going to send it, where it must be about something of theirs
 */
export const samples: Record<Operation, (f: Fixture, by?: Caller) => Promise<Sample>> = {
  'POST /v1/attachments': async () => ({ file: PNG }),
  'GET /v1/attachments/:attachmentId': async f => ({
    params: { attachmentId: await file(f.owner, '/v1/attachments') },
  }),
  'POST /v1/widget/attachments': async () => ({ file: PNG }),
  'GET /v1/widget/attachments/:attachmentId': async f => ({
    params: { attachmentId: await file(f.visitor, '/v1/widget/attachments') },
  }),
  'GET /v1/chat-users': async () => ({}),
  'GET /v1/chat-users/:chatUserId': async f => ofContact(f),
  'PATCH /v1/chat-users/:chatUserId': async f => ({ ...ofContact(f), body: { name: 'New name' } }),
  'POST /v1/chat-users/:chatUserId/block': async f => ({
    params: { chatUserId: (await f.organization.visitor()).id },
  }),
  'POST /v1/chat-users/:chatUserId/unblock': async f => ofContact(f),
  'POST /v1/chat-users/:chatUserId/sign-out': async f => ({
    params: { chatUserId: (await f.organization.visitor()).id },
  }),
  'GET /v1/widget/me': async () => ({}),
  'PATCH /v1/widget/me': async () => ({ body: { name: 'Me' } }),
  'GET /v1/widget/me/export': async () => ({}),
  'DELETE /v1/widget/me': async ({ organization }) => {
    const instead = await organization.visitor()
    await givenConversation(instead)
    return { instead }
  },
  'GET /v1/conversations': async () => ({}),
  'POST /v1/conversations': async f => ({
    body: {
      id: newId('conversation'),
      chatUserId: f.visitor.id,
      departmentId: await department(f),
      message: message(),
    },
  }),
  'GET /v1/conversations/:conversationId': inConversation,
  'PATCH /v1/conversations/:conversationId': async f => ({
    ...(await inConversation(f)),
    body: { priority: 'high' },
  }),
  'POST /v1/conversations/:conversationId/accept': inConversation,
  'POST /v1/conversations/:conversationId/assign': async f => ({
    ...(await inConversation(f)),
    body: { memberId: f.colleague.id },
  }),
  'POST /v1/conversations/:conversationId/transfer': async f => ({
    ...(await inConversation(f)),
    body: { departmentId: await department(f) },
  }),
  'POST /v1/conversations/:conversationId/close': inConversation,
  'POST /v1/conversations/:conversationId/reopen': async f => ({ params: await ended(f) }),
  'GET /v1/conversations/:conversationId/assignments': inConversation,
  'GET /v1/widget/conversations': async () => ({}),
  'POST /v1/widget/conversations': async f => ({
    body: {
      id: newId('conversation'),
      departmentId: await department(f),
      message: message(),
      customFields: { order: 'B-17' },
      consent: true,
    },
  }),
  'GET /v1/widget/conversations/:conversationId': inConversation,
  'GET /v1/widget/conversations/:conversationId/queue': inConversation,
  'GET /v1/widget/conversations/:conversationId/transcript': inConversation,
  'POST /v1/widget/conversations/:conversationId/transcript': async f => {
    await f.organization.prove(f.visitor.id, 'ada@people.test')
    return { ...(await inConversation(f)), body: {} }
  },
  'PUT /v1/widget/conversations/:conversationId/rating': async f => {
    const { conversationId } = await reply(f)
    await f.owner.call('POST /v1/conversations/:conversationId/close', { params: { conversationId } })
    return { params: { conversationId }, body: { score: 4, comment: 'Quick' } }
  },
  'POST /v1/widget/conversations/:conversationId/close': inConversation,
  'GET /v1/counts': async () => ({}),
  'GET /v1/departments': async () => ({}),
  'POST /v1/departments': async () => ({ body: { name: `Department ${newId('department')}` } }),
  'GET /v1/departments/:departmentId': async f => ({ params: { departmentId: await department(f) } }),
  'PATCH /v1/departments/:departmentId': async f => ({
    params: { departmentId: await department(f) },
    body: { description: 'What it is for' },
  }),
  'DELETE /v1/departments/:departmentId': async f => ({ params: { departmentId: await department(f) } }),
  'PUT /v1/departments/:departmentId/members/:memberId': async f => ({
    params: { departmentId: await department(f), memberId: f.colleague.id },
  }),
  'DELETE /v1/departments/:departmentId/members/:memberId': async f => ({ params: await staffed(f) }),
  'GET /v1/events': async () => ({}),
  'GET /v1/widget/events': async () => ({}),
  'GET /v1/identity-secrets': async () => ({}),
  'POST /v1/identity-secrets': async f => {
    const { items } = (await f.owner.call('GET /v1/identity-secrets')).body
    if (items.length === 2) await revoke(f, items[0]?.id ?? '')
    return {}
  },
  'DELETE /v1/identity-secrets/:identitySecretId': async f => {
    const { items } = (await f.owner.call('GET /v1/identity-secrets')).body
    if (items.length === 2) await revoke(f, items[0]?.id ?? '')
    const { body } = await f.owner.call('POST /v1/identity-secrets')
    return { params: { identitySecretId: body.id } }
  },
  'GET /v1/members': async () => ({}),
  'GET /v1/members/me': async () => ({}),
  'PATCH /v1/members/me': async () => ({ body: { preferences: { theme: 'dark' } } }),
  'PATCH /v1/members/:memberId': async f => ({
    params: { memberId: f.colleague.id },
    body: { chatMaxConcurrentChats: 7 },
  }),
  'GET /v1/conversations/:conversationId/messages': inConversation,
  'POST /v1/conversations/:conversationId/messages': async f => ({
    ...(await inConversation(f)),
    body: { ...message(), attachmentIds: [] },
  }),
  'PATCH /v1/conversations/:conversationId/messages/:messageId': async (f, by) => ({
    params: await reply(f, by),
    body: { content: 'Better said' },
  }),
  'DELETE /v1/conversations/:conversationId/messages/:messageId': async (f, by) => ({
    params: await reply(f, by),
  }),
  'PUT /v1/conversations/:conversationId/read': async f => ({
    ...(await inConversation(f)),
    body: { seq: 1 },
  }),
  'GET /v1/widget/conversations/:conversationId/messages': inConversation,
  'POST /v1/widget/conversations/:conversationId/messages': async f => ({
    ...(await inConversation(f)),
    body: { ...message(), attachmentIds: [await file(f.visitor, '/v1/widget/attachments')] },
  }),
  'PUT /v1/widget/conversations/:conversationId/read': async f => ({
    ...(await inConversation(f)),
    body: { seq: 1 },
  }),
  'GET /v1/settings': async () => ({}),
  'GET /v1/sign-in-options': async () => ({}),
  'GET /v1/theme': async () => ({}),
  'PUT /v1/theme': async () => ({ body: { radius: 4, launcher: { label: 'Ask us' } } }),
  'POST /v1/theme/pictures': async () => ({ file: PNG }),
  'POST /v1/theme/publish': async f => {
    await draftTheme(f)
    return {}
  },
  'GET /v1/theme/versions': async () => ({}),
  'POST /v1/theme/versions/:themeVersionId/restore': async f => {
    await draftTheme(f)
    const { body } = await f.owner.call('POST /v1/theme/publish')
    return { params: { themeVersionId: body.published.id ?? '' } }
  },
  'PATCH /v1/settings': async () => ({
    body: {
      chatWelcomeMessage: 'Hello there',
      chatPreChat: {
        fields: [{ key: 'order', label: 'Order number', type: 'text', required: false }],
        consent: null,
      },
      chatHours: {
        timeZone: 'Europe/Berlin',
        week: [{ day: 1, opens: '09:00', closes: '17:00' }],
        closed: [],
        whenClosed: 'form',
      },
      chatDisplay: { onlyOn: ['/shop/*'], neverOn: [], devices: ['desktop'], whenClosed: 'show' },
      chatGreetings: [{ id: 'hello', text: 'Hello there', afterSeconds: 5, onlyOn: [] }],
      chatTypingPreview: true,
    },
  }),
  'POST /v1/settings/rotate-key': async () => ({}),
  'POST /v1/install/check': async () => ({ body: { url: 'http://127.0.0.1:9/' } }),
  'POST /v1/widget/sessions': async f => ({ body: { key: f.organization.key } }),
  'POST /v1/widget/sign-up': async f => ({ body: appUser(f) }),
  'POST /v1/widget/sign-in': async f => {
    const body = appUser(f)
    await f.visitor.call('POST /v1/widget/sign-up', { body })
    return { body }
  },
  'POST /v1/widget/doctor': async f => ({ body: { key: f.organization.key } }),
  'GET /v1/widget/departments': async () => ({}),
}
