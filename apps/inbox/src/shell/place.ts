export const VIEWS = ['queue', 'mine', 'all', 'ended'] as const
export type View = { kind: (typeof VIEWS)[number] } | { kind: 'department'; id: string }

export const SETTINGS_PAGES = [
  'account',
  'team',
  'departments',
  'widget',
  'pre-chat',
  'hours',
  'install',
  'identity',
  'organization',
] as const
export type SettingsPage = (typeof SETTINGS_PAGES)[number]

export const AUTH_PAGES = ['sign-in', 'sign-up', 'forgot-password', 'reset-password'] as const
export type AuthPage = (typeof AUTH_PAGES)[number]

/** What an address shows. */
export type Place =
  | { kind: 'inbox'; view: View; conversationId: string | null }
  | { kind: 'settings'; page: SettingsPage | null }
  | { kind: 'auth'; page: AuthPage }
  | { kind: 'invitation'; id: string }
  | { kind: 'nowhere' }

export function placeOf(path: string): Place {
  const [first = 'mine', second, third, ...rest] = path.split('/').filter(Boolean)
  if (rest.length) return { kind: 'nowhere' }
  const view = VIEWS.find(name => name === first)
  if (view && !third) return { kind: 'inbox', view: { kind: view }, conversationId: second ?? null }
  if (first === 'departments' && second)
    return { kind: 'inbox', view: { kind: 'department', id: second }, conversationId: third ?? null }
  if (first === 'accept-invitation' && second && !third) return { kind: 'invitation', id: second }
  if (first === 'settings' && !third) {
    const page = SETTINGS_PAGES.find(name => name === second)
    return page || !second ? { kind: 'settings', page: page ?? null } : { kind: 'nowhere' }
  }
  const auth = AUTH_PAGES.find(name => name === first)
  return auth && !second ? { kind: 'auth', page: auth } : { kind: 'nowhere' }
}

export const pathOf = (view: View, conversationId?: string | null) =>
  [view.kind === 'department' ? `/departments/${view.id}` : `/${view.kind}`, conversationId]
    .filter(Boolean)
    .join('/')

export const sameView = (a: View, b: View) => pathOf(a) === pathOf(b)
