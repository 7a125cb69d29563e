import { expect } from 'vitest'
import { givenHouse, type House } from '../house.ts'
import { givenOrganization } from '../organization.ts'
import { expectCalm } from './always.ts'
import { type Case, type Fields, fieldsOf, numberOf, textOf } from './corpus.ts'
import { addressOf, expectedOf } from './corpus-map.ts'
import { drive } from './drive.ts'
import { judge, type Look } from './judge.ts'
import { playOwnerPair, soleOwnerOf } from './owners.ts'
import { actorOf, givenInvitation, givenInvitations, givenPerson } from './people.ts'
import { givenStage } from './stage.ts'
import { expand, toJson } from './values.ts'
import { type Reply, send } from './wire.ts'

// Bad invitations: who invites, into which role, to which address, and who accepts.

const house = givenHouse()
const limited = givenHouse({ RATE_LIMITS: 'on' })
const stage = givenStage(house)

drive('invitation', stage, async one => {
  const { input } = one
  if (input.as === 'owner_pair') return playOwnerPair(house)
  if (input.times !== undefined) return inviteTooOften(one)
  if (input.org_name !== undefined) return inviteInto(one)
  const invited = await givenPerson(house, { email: addressFor(one) })
  const refs = await givenInvitations(stage, invited.email)
  const names = { make: stage.make, ref: (name: string) => refs.get(name) ?? stage.ref(name) }
  const pending = await givenPerson(house)
  refs.set('pending.email', pending.email)
  await givenInvitation(stage, { email: pending.email })
  if (input.page === 'accept' || 'sec-fetch-dest' in fieldsOf(input.body))
    return openPage(one, names.ref('inv'))
  const before = await countsOf()
  const headers = await actorOf(stage, textOf(input.as), invited)
  const minimal = 'make' in fieldsOf(input.body)
  const { parallel = 1, ...body } = minimal ? {} : fieldsOf(expand(input.body, names))
  const asked = minimal ? await minimalOf(one, names.ref('inv'), headers) : { body, headers }
  const replies = await Promise.all(
    Array.from({ length: numberOf(parallel) }, () => ask(one, asked.body, asked.headers)),
  )
  const [reply] = replies
  if (!reply) throw new Error('nothing was sent')
  await judge(reply, expectedOf(one), await looksOf(one, before, replies, names.ref('inv')))
})

/** An address with an i in it, for those who write it without a dot. */
const addressFor = (one: Case) => `invitee.${one.case.replaceAll(/[^a-z]/g, '').slice(0, 40)}@people.test`

async function ask(one: Case, body: Fields, headers: Record<string, string>, to: House = house) {
  const [method = '', path = ''] = addressOf(textOf(one.input.op), one.input.as).split(' ')
  const forged = Object.entries(fieldsOf(one.input.headers)).map(([name, value]) => [name, textOf(value)])
  const all = { ...headers, ...Object.fromEntries(forged) }
  if (method === 'GET')
    return send(to, { method, path: `${path}?${new URLSearchParams(textsOf(body))}`, headers: all })
  return send(to, {
    method,
    path,
    headers: { ...all, 'content-type': 'application/json' },
    body: toJson(body),
  })
}

const textsOf = (body: Fields) =>
  Object.fromEntries(Object.entries(body).map(([name, value]) => [name, textOf(value)]))

/** The smallest body that an operation takes, about the invitation or the people of the case. */
async function minimalOf(one: Case, invitationId: string, headers: Record<string, string>) {
  const { a, members } = stage
  const organizationId = a.id
  const sole = async () => {
    const { organization, owner } = await soleOwnerOf(house)
    const body = { organizationId: organization.id, memberIdOrEmail: owner.id }
    return { body, headers: owner.headers }
  }
  const bodies: Record<string, Fields> = {
    'manage: list of another org': { organizationId },
    'manage: get by id as another user': { id: invitationId },
    'manage: cancel by an agent': { invitationId },
    "manage: reject another user's invitation": { invitationId },
    'manage: admin raises own role': { memberId: members.admin.id, role: 'owner', organizationId },
    'manage: admin lowers the owner': { memberId: members.owner.id, role: 'member', organizationId },
    'manage: role change of a member of another org': {
      memberId: members.org_b_agent.id,
      role: 'admin',
      organizationId,
    },
  }
  const body = bodies[one.case]
  return body ? { body, headers } : sole()
}

async function inviteTooOften(one: Case) {
  const { id, owner } = await givenOrganization(limited)
  const replies: Reply[] = []
  for (let n = 0; n < numberOf(one.input.times); n++)
    replies.push(
      await ask(one, { email: 'new@x.test', role: 'member', organizationId: id }, owner.headers, limited),
    )
  const last = replies.at(-1)
  if (!last) throw new Error('nothing was sent')
  await judge(last, fieldsOf(expectedOf(one).last))
}

/** Invites into an organization with a name that wants to be something else in a mail. */
async function inviteInto(one: Case) {
  const { id, owner } = await givenOrganization(house)
  await owner.call('PATCH /v1/settings', { body: { name: textOf(one.input.org_name) } })
  const reply = await ask(one, { email: 'new@x.test', role: 'member', organizationId: id }, owner.headers)
  await judge(reply, expectedOf(one), { or: () => {} })
  const [mail] = house.server.mailer.saved()
  expect(mail?.subject).not.toMatch(/[\r\n]/)
  expect(`${mail?.subject} ${mail?.text}`).not.toMatch(/evil\.test/)
  for (const link of mail?.text.match(/https?:\/\/\S+/g) ?? [])
    expect(link.startsWith(house.server.url)).toBe(true)
}

async function openPage(one: Case, invitationId: string) {
  stage.secrets.add(invitationId)
  const headers = { host: new URL(house.server.url).host, 'sec-fetch-dest': 'iframe' }
  const reply = await send(house, { method: 'GET', path: `/accept-invitation/${invitationId}`, headers })
  expectCalm(reply)
  await judge(reply, expectedOf(one), {
    logs_have_none_of: () => expect(house.logs()).not.toContain(invitationId),
  })
}

async function countsOf() {
  const [row] = await stage.sql<{ members: number; invitations: number }[]>`
    select (select count(*)::int from members where organization_id = ${stage.a.id}) as members,
      (select count(*)::int from auth.invitations where organization_id = ${stage.a.id}) as invitations`
  return {
    members: row?.members ?? 0,
    invitations: row?.invitations ?? 0,
    mails: house.server.mailer.saved().length,
  }
}
type Counts = Awaited<ReturnType<typeof countsOf>>

async function looksOf(
  one: Case,
  before: Counts,
  replies: Reply[],
  invitationId: string,
): Promise<Record<string, Look>> {
  const after = await countsOf()
  const [kept] = await stage.sql`select * from auth.invitations where id = ${invitationId}`
  const actors = one.input.as === 'removed_member' || one.input.as === 'unverified_admin' ? 1 : 0
  return {
    rows_created: wanted => expect(after.invitations - before.invitations).toBe(wanted),
    members_created: wanted => expect(after.members - before.members - actors).toBe(wanted),
    mails_sent: wanted => expect(after.mails - before.mails).toBe(wanted),
    row_unchanged: () => expect(kept?.status).toBe('pending'),
    exactly_one: wanted => {
      for (const reply of replies) expectCalm(reply)
      const done = replies.filter(reply => reply.status === fieldsOf(wanted).status)
      expect(done.length, replies.map(reply => reply.status).join(' ')).toBe(1)
    },
    stored_field_not_taken_from_input: (_, reply) => {
      const { id, role, expiresAt } = fieldsOf(reply.json)
      expect([
        id === 'chosen-id',
        reply.status === 200 ? role : 'member',
        String(expiresAt).startsWith('2999'),
      ]).toEqual([false, 'member', false])
    },
    mail_link_host: () => {
      for (const mail of house.server.mailer.saved())
        for (const link of mail.text.match(/https?:\/\/\S+/g) ?? [])
          expect(new URL(link).origin).toBe(house.server.url)
    },
  }
}
