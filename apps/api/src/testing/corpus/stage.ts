import { TEST_SECRET } from '@halloo/db/testing'
import type { Conversation, VisitorConversation } from '@halloo/protocol'
import { nanoid } from 'nanoid'
import postgres from 'postgres'
import { afterAll, beforeAll } from 'vitest'
import { createCursors } from '../../door/cursor.ts'
import { newWidgetKey } from '../../ids.ts'
import { givenConversation } from '../conversation.ts'
import type { House } from '../house.ts'
import {
  givenOrganization,
  type TestMember,
  type TestOrganization,
  type TestVisitor,
} from '../organization.ts'
import type { Names } from './values.ts'
import { makePlain } from './values.ts'

// Two organizations, A and B, with the people that the corpus knows. What A's people do must not touch B.

export interface Stage extends Names {
  house: House
  /** As the owner of the database: sees every row. */
  sql: postgres.Sql
  a: TestOrganization
  b: TestOrganization
  members: Record<'agent' | 'admin' | 'owner' | 'org_b_owner' | 'org_b_admin' | 'org_b_agent', TestMember>
  visitors: Record<'visitor' | 'visitor2' | 'org_b_visitor', TestVisitor>
  conversation: VisitorConversation
  /** What must stand in no log. */
  secrets: Set<string>
  refs: Map<string, string>
}

/** Sets the stage before the tests of a file. */
export function givenStage(house: House): Stage {
  const stage = {} as Stage
  beforeAll(async () => {
    Object.assign(stage, await setStage(house))
  })
  afterAll(() => stage.sql?.end())
  return stage
}

async function setStage(house: House): Promise<Stage> {
  const sql = postgres(house.database.ownerUrl, { max: 2, onnotice: () => {} })
  const [a, b] = [await givenOrganization(house, 'Alpha'), await givenOrganization(house, 'Beta')]
  await a.owner.call('PATCH /v1/settings', {
    body: { chatAllowedDomains: [a.origin, 'https://shop.test'], chatVisibility: 'department' },
  })
  const members = {
    agent: await a.member('agent'),
    admin: await a.member('admin'),
    owner: a.owner,
    org_b_owner: b.owner,
    org_b_admin: await b.member('admin'),
    org_b_agent: await b.member('agent'),
  }
  const visitors = {
    visitor: await a.visitor(),
    visitor2: await a.visitor(),
    org_b_visitor: await b.visitor(),
  }
  // Without _ and -, which cases search for.
  const canary = `A word that no log may hold: ${nanoid().replaceAll(/[_-]/g, 'x')}`
  const { conversation } = await givenConversation(visitors.visitor, { content: canary })
  await members.agent.call('POST /v1/conversations/:conversationId/accept', {
    params: { conversationId: conversation.id },
  })
  const [second, ofB] = [
    (await givenConversation(visitors.visitor2)).conversation,
    (await givenConversation(visitors.org_b_visitor)).conversation,
  ]
  await givenConversation(visitors.org_b_visitor)
  const revoked = newWidgetKey()
  await sql`insert into previous_widget_keys (organization_id, key, expires_at)
    values (${a.id}, ${revoked}, now() - interval '1 day')`
  const [agentUser] = await sql`select email from auth.users where id = ${members.agent.userId}`
  const secretKey = `sk_live_${nanoid(32)}`
  const refs = new Map([
    ['org_a.id', a.id],
    ['org_a.public_key', a.key],
    ['org_a.secret_key', secretKey],
    ['org_a.revoked_key', revoked],
    ['org_b.id', b.id],
    ['org_b.public_key', b.key],
    ['org_b.conversation.id', ofB.id],
    ['org_b.team.id', `dep_${nanoid(21)}`],
    ['org_b.custom_role', 'role_of_beta'],
    ['own.conversation.id', conversation.id],
    ['visitor2.conversation.id', second.id],
    ['visitor2.id', visitors.visitor2.id],
    ['agent.id', members.agent.id],
    ['agent.user_id', members.agent.userId],
    ['agent.email', String(agentUser?.email)],
  ])
  const people = [...Object.values(members), ...Object.values(visitors)]
  const secrets = people.flatMap(({ headers }) => secretsIn(headers))
  return {
    house,
    sql,
    a,
    b,
    members,
    visitors,
    conversation,
    refs,
    secrets: new Set([...secrets, secretKey, canary, TEST_SECRET]),
    make: makePlain,
    ref(name) {
      const value = refs.get(name)
      if (value === undefined) throw new Error(`the stage has no “${name}”`)
      return value
    },
  }
}

/** The token of a visitor, and of a session as Better Auth keeps it. */
function secretsIn({ authorization, cookie }: Record<string, string>) {
  const session = cookie && decodeURIComponent(cookie.split('=')[1] ?? '').split('.')[0]
  return [authorization?.replace('Bearer ', ''), session].filter(secret => typeof secret === 'string')
}

/** A list cursor as the house would have made it for the agent; other secrets and dates on request. */
export function cursorOf(stage: Stage, { secret = TEST_SECRET, at = '2026-01-01T00:00:00.000Z' } = {}) {
  const { agent } = stage.members
  const list = `${stage.a.id} ${agent.id} conversations all false`
  return createCursors(secret).seal(list, [at, stage.conversation.id])
}

/** Ends a fresh conversation of the visitor, for cases that begin with a closed one. */
export async function givenClosedConversation(stage: Stage): Promise<Conversation> {
  const { conversation } = await givenConversation(stage.visitors.visitor)
  const params = { conversationId: conversation.id }
  const { body } = await stage.members.admin.call('POST /v1/conversations/:conversationId/close', { params })
  return body
}

/** A visitor whom the organization has blocked, with a conversation from before. */
export async function givenBlockedVisitor(stage: Stage) {
  const visitor = await stage.a.visitor()
  const { conversation } = await givenConversation(visitor)
  await stage.members.admin.call('POST /v1/chat-users/:chatUserId/block', {
    params: { chatUserId: visitor.id },
  })
  return { visitor, conversation }
}

/** A conversation in a department that the agent does not belong to; its visitor has an address. */
export async function givenHiddenConversation(stage: Stage) {
  const { body: department } = await stage.a.owner.call('POST /v1/departments', {
    body: { name: `Hidden ${nanoid(5)}` },
  })
  const visitor = await stage.a.visitor()
  const email = `${nanoid(8)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, 'x')}@hidden.test`
  await visitor.call('PATCH /v1/widget/me', { body: { email } })
  await givenConversation(visitor, { departmentId: department.id })
  const { body } = await stage.a.owner.call('GET /v1/conversations', { query: { q: email } })
  if (body.items.length !== 1) throw new Error('the owner does not find the hidden conversation')
  return email
}
