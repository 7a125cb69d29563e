import { type Database, tables } from '@halloo/db'
import { ID_PREFIXES } from '@halloo/protocol'
import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { APIError } from 'better-auth/api'
import { organization, twoFactor } from 'better-auth/plugins'
import { and, eq, gt } from 'drizzle-orm'
import { nanoid } from 'nanoid'
import type { Env } from '../env.ts'
import { newWidgetKey } from '../ids.ts'
import type { Mailer } from '../mail/mailer.ts'
import { accessControl, roles } from './access.ts'
import { memberFields, organizationFields } from './fields.ts'
import { beforeAccepting, beforeInviting } from './invitations.ts'
import { invitationMail, resetMail, verificationMail } from './mails.ts'
import { refuseBentRedirects } from './redirects.ts'
import { isSignUpOpen } from './sign-up.ts'

export interface AuthParts {
  db: Database
  env: Env
  secret: string
  publicUrl: string
  mailer: Mailer
  /** Before a member is gone: their conversations must find another agent. */
  beforeMemberLeaves(organizationId: string, memberId: string): Promise<void>
}

const DAY = 24 * 60 * 60

const PREFIXES: Record<string, string> = {
  organization: ID_PREFIXES.organization,
  member: ID_PREFIXES.member,
  user: ID_PREFIXES.user,
}
const generateId = ({ model }: { model: string }) =>
  `${PREFIXES[model.replace(/s$/, '')] ?? model.slice(0, 3)}_${nanoid(21)}`

/** Better Auth: people, their sessions, organizations and who belongs to them. */
export const createAuth = (parts: AuthParts) => {
  const { db, env, publicUrl, mailer } = parts
  return betterAuth({
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret: parts.secret,
    trustedOrigins: [publicUrl],
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: drizzleAdapter(db, { provider: 'pg', schema: tables, usePlural: true, transaction: true }),
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 10,
      maxPasswordLength: 128,
      requireEmailVerification: true,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, url }) => mailer.send(resetMail(user.email, url)),
    },
    emailVerification: {
      sendOnSignUp: true,
      sendOnSignIn: true,
      autoSignInAfterVerification: true,
      sendVerificationEmail: ({ user, url }) => mailer.send(verificationMail(user.email, url)),
    },
    socialProviders: socialProviders(env),
    session: { expiresIn: 7 * DAY, updateAge: DAY },
    rateLimit: {
      enabled: env.RATE_LIMITS === 'on',
      storage: 'database',
      window: 60,
      max: 200,
      customRules: RATES,
    },
    advanced: {
      cookiePrefix: 'halloo',
      useSecureCookies: publicUrl.startsWith('https:'),
      database: { generateId },
      ipAddress: { ipAddressHeaders: ['x-client-ip'] },
      // Said aloud, because Better Auth leaves both checks out by itself while tests run.
      disableCSRFCheck: false,
      disableOriginCheck: false,
    },
    hooks: { before: refuseBentRedirects },
    databaseHooks: { user: { create: { before: user => mayCreateUser(parts, user) } } },
    plugins: [
      organization({
        ac: accessControl,
        roles,
        creatorRole: 'owner',
        invitationExpiresIn: 3 * DAY,
        cancelPendingInvitationsOnReInvite: true,
        requireEmailVerificationOnInvitation: true,
        membershipLimit: 1000,
        sendInvitationEmail: ({ id, email, organization, inviter }) =>
          mailer.send(
            invitationMail(email, publicUrl, {
              id,
              organization: organization.name,
              inviter: inviter.user.name,
            }),
          ),
        organizationHooks: {
          beforeCreateOrganization: async ({ organization }) => ({
            data: { ...organization, name: checkName(organization.name), chatApiKey: newWidgetKey() },
          }),
          beforeUpdateOrganization: async () => {
            throw new APIError('BAD_REQUEST', {
              code: 'USE_SETTINGS',
              message: 'Settings change by PATCH /v1/settings',
            })
          },
          beforeCreateInvitation: beforeInviting,
          beforeAcceptInvitation: ({ invitation }) => beforeAccepting(db, invitation),
          beforeRemoveMember: ({ member, organization }) =>
            parts.beforeMemberLeaves(organization.id, member.id),
        },
        schema: {
          organization: { additionalFields: organizationFields },
          member: { additionalFields: memberFields },
        },
      }),
      twoFactor({ issuer: 'Halloo' }),
    ],
  })
}
export type Auth = ReturnType<typeof createAuth>

const RATES = {
  '/sign-in/*': { window: 60, max: 5 },
  '/sign-up/*': { window: 3600, max: 20 },
  '/request-password-reset': { window: 3600, max: 10 },
  '/send-verification-email': { window: 3600, max: 10 },
  '/two-factor/*': { window: 60, max: 10 },
  '/organization/invite-member': { window: 3600, max: 50 },
}

function socialProviders(env: Env) {
  const of = (clientId?: string, clientSecret?: string) =>
    clientId && clientSecret ? { clientId, clientSecret } : undefined
  const [google, github, slack] = [
    of(env.GOOGLE_CLIENT_ID, env.GOOGLE_CLIENT_SECRET),
    of(env.GITHUB_CLIENT_ID, env.GITHUB_CLIENT_SECRET),
    of(env.SLACK_CLIENT_ID, env.SLACK_CLIENT_SECRET),
  ]
  return { ...(google && { google }), ...(github && { github }), ...(slack && { slack }) }
}

function checkName(name: string | undefined) {
  const clean = name?.replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ').trim()
  if (!clean || [...clean].length > 80)
    throw new APIError('BAD_REQUEST', { code: 'INVALID_NAME', message: 'A name has 1 to 80 characters' })
  return clean
}

/** Whoever the installation is open to; an invitation always opens the door. */
async function mayCreateUser({ db, env }: AuthParts, user: { email: string; name: string }) {
  if (user.email.normalize('NFKC') !== user.email)
    throw new APIError('BAD_REQUEST', { code: 'INVALID_EMAIL', message: 'Invalid e-mail' })
  const data = { data: { ...user, name: checkName(user.name) } }
  if ((await isSignUpOpen(db, env)) || (await isInvited(db, user.email))) return data
  // Not 403: Better Auth would answer that as if the mail had been sent.
  throw new APIError('BAD_REQUEST', {
    code: 'SIGN_UP_CLOSED',
    message: 'Signing up is closed here; ask for an invitation',
  })
}

async function isInvited(db: Database, email: string) {
  const { invitations } = tables
  const [invitation] = await db
    .select({ id: invitations.id })
    .from(invitations)
    .where(
      and(
        eq(invitations.email, email.toLowerCase()),
        eq(invitations.status, 'pending'),
        gt(invitations.expiresAt, new Date()),
      ),
    )
  return invitation !== undefined
}
