import { can, type MemberRole, PERMISSIONS, type Permission } from '@halloo/protocol'
import { createAccessControl } from 'better-auth/plugins/access'
import { adminAc, defaultStatements, memberAc, ownerAc } from 'better-auth/plugins/organization/access'

// Better Auth's access control, made from the one permission table.

const statements = Object.keys(PERMISSIONS).reduce<Record<string, string[]>>((all, permission) => {
  const [noun = '', verb = ''] = permission.split(':')
  all[noun] = [...(all[noun] ?? []), verb]
  return all
}, {})

export const accessControl = createAccessControl({ ...defaultStatements, ...statements })

const granted = (role: MemberRole) =>
  Object.fromEntries(
    Object.entries(statements).map(([noun, verbs]) => [
      noun,
      verbs.filter(verb => can(role, `${noun}:${verb}` as Permission)),
    ]),
  )

export const roles = {
  owner: accessControl.newRole({ ...ownerAc.statements, ...granted('owner') }),
  // Handing over and deleting an organization, and who is an owner, are the owners' business.
  admin: accessControl.newRole({ ...adminAc.statements, ...granted('admin') }),
  member: accessControl.newRole({ ...memberAc.statements, ...granted('agent') }),
}
