import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { tables } from '@halloo/db'
import { eq } from 'drizzle-orm'
import { nanoid } from 'nanoid'
import { type MemberActor, systemActor, type VisitorActor } from '../auth/actor.ts'
import { newPassword, putMember, putOrganization, putPerson } from '../auth/people.ts'
import { transact } from '../door/transaction.ts'
import { acceptConversation } from '../features/conversations/assign.ts'
import { startConversation } from '../features/conversations/start.ts'
import { endConversation } from '../features/conversations/status.ts'
import { updateConversation } from '../features/conversations/update.ts'
import { addMember, createDepartment } from '../features/departments/service.ts'
import { markRead, sendMessage } from '../features/messages/service.ts'
import { newId } from '../ids.ts'
import type { RunningServer } from '../server.ts'
import { CONVERSATIONS, DEPARTMENTS, PEOPLE } from './shop.ts'

export interface Demo {
  key: string
  signIns: { name: string; email: string; password: string }[]
}

const SLUG = 'wren-and-oak'

/** The demo organization: made once, with passwords kept beside the database for the next start to print. */
export async function seedDemo(server: RunningServer, dataFolder: string): Promise<Demo> {
  const file = path.join(dataFolder, 'demo.json')
  const [known] = await server.authDb.db
    .select()
    .from(tables.organizations)
    .where(eq(tables.organizations.slug, SLUG))
  if (known && existsSync(file))
    return { ...(JSON.parse(readFileSync(file, 'utf8')) as Demo), key: known.chatApiKey }
  const passwords = PEOPLE.map(newPassword)
  const { id, chatApiKey } = await putOrganization(server.authDb.db, {
    name: 'Wren & Oak',
    slug: known ? `${SLUG}-${nanoid(6)}` : SLUG,
    chatAllowedDomains: [`http://127.0.0.1:${server.port}`, `http://localhost:${server.port}`],
    chatWelcomeMessage: 'Halloo!\nWhat is growing?',
    chatCollectName: true,
  })
  const memberIds = await makePeople(server, id, passwords)
  await makeConversations(server, id, memberIds)
  const signIns = [0, 1].map(at => ({
    name: PEOPLE[at]?.name ?? '',
    email: PEOPLE[at]?.email ?? '',
    password: passwords[at] ?? '',
  }))
  writeFileSync(file, JSON.stringify({ key: chatApiKey, signIns }), { mode: 0o600 })
  return { key: chatApiKey, signIns }
}

async function makePeople(server: RunningServer, organizationId: string, passwords: string[]) {
  const users = await Promise.all(
    PEOPLE.map(({ name, email }, at) =>
      putPerson(server.authDb.db, { name, email, password: passwords[at] ?? newPassword() }),
    ),
  )
  const ids: string[] = []
  for (const [at, userId] of users.entries()) {
    const { role, ...more } = PEOPLE[at] as { role: string; chatRole?: string }
    const chatRole = more.chatRole ? { chatRole: more.chatRole } : {}
    ids.push(await putMember(server.authDb.db, organizationId, userId, { role, ...chatRole }))
  }
  return ids
}

async function makeConversations(server: RunningServer, organizationId: string, memberIds: string[]) {
  const member = (at: number): MemberActor => ({
    kind: 'member',
    organizationId,
    id: memberIds[at] ?? '',
    userId: '',
    sessionId: 'demo',
    role: at === 0 ? 'owner' : 'agent',
    topics: ['org', 'everything'],
  })
  const departments = await transact(server.work, member(0), { requestId: 'demo' }, async ctx => {
    const made = new Map<string, string>()
    for (const fields of DEPARTMENTS) {
      const department = await createDepartment(ctx, fields)
      made.set(fields.name, String(department.id))
      for (const id of memberIds.slice(1)) await addMember(ctx, String(department.id), id)
    }
    return made
  })
  for (const story of CONVERSATIONS)
    await tell(server, organizationId, story, departments, member(story.agent))
}

/** Plays a conversation through the same services that people use, at the time when it happened. */
async function tell(
  server: RunningServer,
  organizationId: string,
  story: (typeof CONVERSATIONS)[number],
  departments: Map<string, string>,
  agent: MemberActor,
) {
  let at = Date.now() - story.minutes * 60_000
  const work = { ...server.work, now: () => new Date(at) }
  const more = { requestId: 'demo' }
  const id = newId('conversation')
  const chatUserId = newId('chatUser')
  const visitor: VisitorActor = {
    kind: 'visitor',
    organizationId,
    id: chatUserId,
    sessionId: 'demo',
    topics: ['visitors', `chatuser:${chatUserId}`],
    blocked: false,
  }
  await transact(work, systemActor(organizationId), more, ctx =>
    ctx.tx.insert(tables.chatUsers).values({
      id: chatUserId,
      name: story.name,
      email: story.email,
      language: 'en',
      userAgent: 'Chrome on macOS',
      createdAt: new Date(at),
      lastSeenAt: new Date(at),
    }),
  )
  const [[, first = ''] = ['them', ''], ...rest] = story.lines
  const base = server.url.replace('localhost', '127.0.0.1')
  await transact(work, visitor, more, ctx =>
    startConversation(ctx, {
      id,
      departmentId: departments.get(story.department) ?? null,
      subject: story.subject,
      message: { id: newId('message'), content: first },
      pageUrl: base + story.page,
      referrer: 'https://search.example/',
    }),
  )
  if (story.priority) {
    const { priority } = story
    await transact(work, agent, more, ctx => updateConversation(ctx, id, { priority }, null))
  }
  for (const [who, content] of rest) {
    at += 45_000
    if (who === 'accept') await transact(work, agent, more, ctx => acceptConversation(ctx, id))
    else if (who === 'resolve') await transact(work, agent, more, ctx => endConversation(ctx, id, 'resolved'))
    else if (who === 'us')
      await transact(work, agent, more, ctx => sendMessage(ctx, id, { id: newId('message'), content }))
    else {
      await transact(work, visitor, more, ctx => markRead(ctx, id, Number.MAX_SAFE_INTEGER))
      await transact(work, visitor, more, ctx => sendMessage(ctx, id, { id: newId('message'), content }))
    }
  }
}
