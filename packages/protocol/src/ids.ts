import { z } from 'zod'

/** Prefixes of ids, by what they name. An id is the prefix, `_`, and 21 nanoid characters. */
export const ID_PREFIXES = {
  organization: 'org',
  member: 'mem',
  user: 'usr',
  chatUser: 'cu',
  visitorSession: 'vis',
  department: 'dep',
  conversation: 'conv',
  message: 'msg',
  attachment: 'att',
  assignment: 'asg',
  audit: 'aud',
  identitySecret: 'ids',
  mail: 'mail',
  themeVersion: 'thm',
  picture: 'pic',
} as const
export type IdKind = keyof typeof ID_PREFIXES

/** Schema of an id; `x-resource` in the generated JSON Schema says what it names. */
export const id = (kind: IdKind) =>
  z
    .string()
    .regex(new RegExp(`^${ID_PREFIXES[kind]}_[A-Za-z0-9_-]{21}$`), { error: 'invalid_id' })
    .meta({ 'x-resource': kind, examples: [`${ID_PREFIXES[kind]}_V1StGXR8Z5jdHi6BmyT00`] })
