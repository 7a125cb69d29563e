import { randomBytes } from 'node:crypto'
import { type Database, tables } from '@halloo/db'
import { hashPassword } from 'better-auth/crypto'
import { and, eq } from 'drizzle-orm'
import { nanoid } from 'nanoid'
import { newId, newWidgetKey } from '../ids.ts'

// What the command line and the demo do without a mail: people, organizations and memberships, made directly.

const { accounts, members, organizations, sessions, users } = tables

/** A password that somebody can type from a screen: 20 characters without look-alikes, about 100 bits. */
export function newPassword() {
  const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789'
  return [...randomBytes(20)].map(byte => alphabet[byte % alphabet.length]).join('')
}

/** Makes a person with a confirmed address, or sets the password of the one who has it. */
export async function putPerson(
  db: Database,
  person: { name: string; email: string; password: string },
): Promise<string> {
  const email = person.email.toLowerCase()
  const password = await hashPassword(person.password)
  return db.transaction(async tx => {
    const [known] = await tx.select({ id: users.id }).from(users).where(eq(users.email, email))
    const id = known?.id ?? newId('user')
    if (!known) await tx.insert(users).values({ id, name: person.name, email, emailVerified: true })
    const own = and(eq(accounts.userId, id), eq(accounts.providerId, 'credential'))
    const changed = await tx
      .update(accounts)
      .set({ password, updatedAt: new Date() })
      .where(own)
      .returning({ id: accounts.id })
    if (changed.length === 0)
      await tx
        .insert(accounts)
        .values({ id: `acc_${nanoid(21)}`, accountId: id, providerId: 'credential', userId: id, password })
    // Whoever knew the old password is out.
    if (known) await tx.delete(sessions).where(eq(sessions.userId, id))
    return id
  })
}

export async function putOrganization(
  db: Database,
  fields: { name: string; slug: string } & Partial<typeof organizations.$inferInsert>,
) {
  const id = newId('organization')
  const chatApiKey = newWidgetKey()
  await db.insert(organizations).values({ id, chatApiKey, ...fields })
  return { id, chatApiKey }
}

export async function putMember(
  db: Database,
  organizationId: string,
  userId: string,
  fields: { role?: string; chatRole?: string } = {},
) {
  const id = newId('member')
  await db.insert(members).values({ id, organizationId, userId, ...fields })
  return id
}
