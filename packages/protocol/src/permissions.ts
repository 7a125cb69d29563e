/** Who acts: the four roles of a member, a visitor with a session, and anybody. */
export const ROLES = ['owner', 'admin', 'supervisor', 'agent', 'visitor', 'anyone'] as const
export type Role = (typeof ROLES)[number]
export type MemberRole = Exclude<Role, 'visitor' | 'anyone'>

const admins = ['owner', 'admin'] as const
const leads = ['owner', 'admin', 'supervisor'] as const
const team = ['owner', 'admin', 'supervisor', 'agent'] as const

/** The one permission table: used by the doorway, by Better Auth's access control and by the inbox. */
export const PERMISSIONS = {
  'conversations:read': team,
  'conversations:write': team,
  'conversations:assign': team,
  'messages:read': team,
  'messages:write': team,
  'messages:moderate': admins,
  'attachments:read': team,
  'attachments:write': team,
  'chat_users:read': team,
  'chat_users:write': team,
  'chat_users:block': leads,
  'counts:read': team,
  'events:read': team,
  'departments:read': team,
  'departments:manage': admins,
  'members:read': team,
  'members:self': team,
  'members:manage': admins,
  'settings:read': team,
  'settings:manage': admins,
  'theme:read': team,
  'theme:manage': admins,
  'identity:manage': admins,
  'sign_in:see': ['anyone'],
  'widget:start': ['anyone'],
  'widget:use': ['visitor'],
} as const satisfies Record<string, readonly Role[]>
export type Permission = keyof typeof PERMISSIONS

/**
 * Whether a role holds a permission.
 * @example can('agent', 'settings:manage') // false
 */
export const can = (role: Role, permission: Permission): boolean =>
  (PERMISSIONS[permission] as readonly Role[]).includes(role)

/** Better Auth's role of a member together with `chatRole`: the one effective role. */
export const memberRole = (authRole: string, chatRole: string | null): MemberRole =>
  authRole === 'owner' || authRole === 'admin' ? authRole : chatRole === 'supervisor' ? 'supervisor' : 'agent'
