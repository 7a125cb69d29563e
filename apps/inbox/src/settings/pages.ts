import {
  Building2,
  Clock,
  CodeXml,
  Fingerprint,
  House,
  ListChecks,
  type LucideIcon,
  Palette,
  UserRound,
  UsersRound,
} from 'lucide-preact'
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
      { page: 'widget', name: 'Look', icon: Palette, say: 'Colours, words, measures, with a preview' },
      { page: 'pre-chat', name: 'Before a chat', icon: ListChecks, say: 'Questions, consent, reading along' },
      { page: 'hours', name: 'Hours and greetings', icon: Clock, say: 'When, where and how it shows itself' },
      { page: 'install', name: 'Install', icon: CodeXml, say: 'Websites, the tag, what your policy needs' },
      { page: 'identity', name: 'Identity', icon: Fingerprint, say: 'Visitors whom your server names' },
    ],
  },
  {
    name: 'Organization',
    pages: [{ page: 'organization', name: 'Organization', icon: House, say: 'Name, visibility, hand over' }],
  },
]
