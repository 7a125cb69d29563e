import { Building2, CodeXml, Fingerprint, House, type LucideIcon, UserRound, UsersRound } from 'lucide-preact'
import type { SettingsPage } from '../shell/place.ts'

export interface SettingsEntry {
  page: SettingsPage
  name: string
  icon: LucideIcon
  say: string
}

export const SETTINGS_GROUPS: readonly { name: string; pages: readonly SettingsEntry[] }[] = [
  {
    name: 'You',
    pages: [{ page: 'account', name: 'Account', icon: UserRound, say: 'Profile, appearance, sign-in' }],
  },
  {
    name: 'Team',
    pages: [
      { page: 'team', name: 'Members', icon: UsersRound, say: 'Roles, places, invitations' },
      { page: 'departments', name: 'Departments', icon: Building2, say: 'Who is asked about what' },
    ],
  },
  {
    name: 'Widget',
    pages: [
      { page: 'widget', name: 'Look and install', icon: CodeXml, say: 'Colour, words, websites, the tag' },
      { page: 'identity', name: 'Identity', icon: Fingerprint, say: 'Visitors whom your server names' },
    ],
  },
  {
    name: 'Organization',
    pages: [{ page: 'organization', name: 'Organization', icon: House, say: 'Name, visibility, hand over' }],
  },
]
