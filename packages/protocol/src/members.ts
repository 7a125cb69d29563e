import { z } from 'zod'
import { integer, listOf, name, page, timestamp } from './fields.ts'
import { id } from './ids.ts'
import { operations } from './row.ts'

/** A person of the organization. Former members stay readable, with `leftAt`. */
export const member = z.object({
  id: id('member'),
  name: z.string(),
  email: z.string().nullable(),
  avatarUrl: z.string().nullable(),
  role: z.enum(['owner', 'admin', 'supervisor', 'agent']),
  status: z.enum(['active', 'inactive']),
  /** What the member chose; whether they are really connected is told by `presence`. */
  chatIsOnline: z.boolean(),
  chatMaxConcurrentChats: z.number().int(),
  lastSeenAt: timestamp.nullable(),
  leftAt: timestamp.nullable(),
  version: z.number().int(),
})
export type Member = z.infer<typeof member>

export const removedMember = z.object({ id: id('member'), leftAt: timestamp, version: z.number().int() })

/** How the inbox looks and sounds for one member. */
export const preferences = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['comfortable', 'compact']),
  sound: z.boolean(),
  singleKeys: z.boolean(),
})
export type Preferences = z.infer<typeof preferences>

/** The member who asks, with what only they need. */
export const ownMember = member.extend({
  phone: z.string().nullable(),
  preferences,
  organization: z.object({ id: id('organization'), name: z.string(), slug: z.string() }),
  departmentIds: z.array(id('department')),
})
export type OwnMember = z.infer<typeof ownMember>

const params = z.strictObject({ memberId: id('member') })
const phone = z.string().superRefine((value, ctx) => {
  if (!/^\+[1-9]\d{6,14}$/.test(value))
    ctx.addIssue({ code: 'custom', params: { code: 'not_allowed_value' }, message: 'not_allowed_value' })
})
const tag = 'Members'

export const memberOperations = operations({
  'GET /v1/members': {
    can: 'members:read',
    tag,
    summary: 'List members by name, former ones included',
    query: z.strictObject(page),
    returns: listOf(member),
  },
  'GET /v1/members/me': {
    can: 'members:self',
    tag,
    summary: 'Get yourself, with preferences and organization',
    returns: ownMember,
  },
  'PATCH /v1/members/me': {
    can: 'members:self',
    tag,
    summary: 'Change your own profile; role and capacity are not yours to change',
    body: z.strictObject({
      name: name(120).optional(),
      phone: phone.nullable().optional(),
      chatIsOnline: z.boolean().optional(),
      preferences: z
        .strictObject({
          theme: z.enum(['system', 'light', 'dark']).optional(),
          density: z.enum(['comfortable', 'compact']).optional(),
          sound: z.boolean().optional(),
          singleKeys: z.boolean().optional(),
        })
        .optional(),
    }),
    returns: ownMember,
  },
  'PATCH /v1/members/:memberId': {
    can: 'members:manage',
    tag,
    summary: "Change a member's chat role, capacity or status",
    params,
    body: z.strictObject({
      chatRole: z.enum(['supervisor', 'agent']).optional(),
      chatMaxConcurrentChats: integer(0, 1000).optional(),
      status: z.enum(['active', 'inactive']).optional(),
    }),
    returns: member,
  },
})
