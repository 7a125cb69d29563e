import { connect, tables } from '@halloo/db'
import { and, eq } from 'drizzle-orm'
import { type MemberActor, systemActor } from '../auth/actor.ts'
import { newPassword, putMember, putOrganization, putPerson } from '../auth/people.ts'
import { transact } from '../door/transaction.ts'
import { resealIdentitySecrets } from '../features/identity-secrets/service.ts'
import { rotateWidgetKey } from '../features/settings/service.ts'
import { type Installation, openInstallation } from '../installation.ts'
import { diskStorage } from '../storage/disk.ts'
import { createVault } from '../storage/vault.ts'

// For operators without mail: `pnpm halloo <command>`.

const USAGE = `pnpm halloo <command>

  migrate                                   bring the database up to date
  create-owner <e-mail> <name> <organization>   make a person, an organization, and the one its owner
  reset-password <e-mail>                   print a new password; every session of theirs ends
  rotate-key <organization slug>            print a new widget key; the former one works seven more days
  reseal                                    seal kept secrets with ENCRYPTION_KEY; then FORMER_ENCRYPTION_KEY may go`

type Command = (installation: Installation, args: string[]) => Promise<string>

const commands: Record<string, Command> = {
  migrate: async () => 'The database is up to date.',

  async 'create-owner'({ authUrl }, [email, name, organization]) {
    if (!email || !name || !organization) return USAGE
    const { db, close } = connect(authUrl, { max: 1 })
    const password = newPassword()
    const userId = await putPerson(db, { name, email, password })
    const slug =
      organization
        .toLowerCase()
        .replaceAll(/[^a-z0-9]+/g, '-')
        .replaceAll(/^-|-$/g, '') || 'organization'
    const { id, chatApiKey } = await putOrganization(db, { name: organization, slug })
    await putMember(db, id, userId, { role: 'owner' })
    await close()
    return `${email} owns ${organization} (${slug}).\n  Password    ${password}\n  Widget key  ${chatApiKey}`
  },

  async 'reset-password'({ authUrl }, [email]) {
    if (!email) return USAGE
    const { db, close } = connect(authUrl, { max: 1 })
    const [person] = await db.select().from(tables.users).where(eq(tables.users.email, email.toLowerCase()))
    if (!person) throw new Error(`Nobody here has the address ${email}.`)
    const password = newPassword()
    await putPerson(db, { name: person.name, email, password })
    await close()
    return `New password of ${email}: ${password}`
  },

  async 'rotate-key'({ authUrl, ...installation }, [slug]) {
    if (!slug) return USAGE
    const [authDb, { work, close }] = [connect(authUrl, { max: 1 }), workOf(installation)]
    const owner = await ownerOf(authDb, slug)
    const settings = await transact(work, owner, { requestId: 'cli' }, rotateWidgetKey)
    await Promise.all([authDb.close(), close()])
    return `New widget key of ${slug}: ${settings.chatApiKey}`
  },

  async reseal({ authUrl, ...installation }) {
    const [authDb, { work, close }] = [connect(authUrl, { max: 1 }), workOf(installation)]
    const all = await authDb.db.select({ id: tables.organizations.id }).from(tables.organizations)
    for (const { id } of all)
      await transact(work, systemActor(id), { requestId: 'cli' }, resealIdentitySecrets)
    await Promise.all([authDb.close(), close()])
    return 'Every secret is sealed with ENCRYPTION_KEY. FORMER_ENCRYPTION_KEY may go.'
  },
}

function workOf({ env, appUrl, folder, encryptionKey }: Omit<Installation, 'authUrl'>) {
  const app = connect(appUrl, { max: 1 })
  const work = {
    db: app.db,
    storage: diskStorage(folder),
    vault: createVault(encryptionKey, env.FORMER_ENCRYPTION_KEY),
    now: () => new Date(),
    publicUrl: env.PUBLIC_URL ?? `http://localhost:${env.PORT}`,
    published: () => {},
  }
  return { work, close: app.close }
}

/** The command line acts in the name of an owner, so that the audit log says on whose behalf. */
async function ownerOf({ db }: ReturnType<typeof connect>, slug: string): Promise<MemberActor> {
  const { members, organizations } = tables
  const [owner] = await db
    .select({ id: members.id, userId: members.userId, organizationId: members.organizationId })
    .from(members)
    .innerJoin(organizations, eq(organizations.id, members.organizationId))
    .where(and(eq(organizations.slug, slug), eq(members.role, 'owner')))
  if (!owner) throw new Error(`There is no organization ${slug}.`)
  return { ...owner, kind: 'member', role: 'owner', sessionId: 'cli', topics: ['org', 'everything'] }
}

async function main() {
  const [name = '', ...args] = process.argv.slice(2)
  const command = commands[name]
  if (!command) return console.log(USAGE)
  const installation = await openInstallation()
  try {
    console.log(await command(installation, args))
  } finally {
    // A running Halloo keeps its database; one that we woke goes back to sleep.
    if (installation.embedded?.started) installation.embedded.stop()
  }
}

main().catch(error => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
