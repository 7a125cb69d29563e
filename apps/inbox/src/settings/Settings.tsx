import './settings.css'
import { lazy, Suspense } from 'preact/compat'
import { Redirect } from 'wouter-preact'
import { Bones } from '../look/Bones.tsx'
import { layout } from '../shell/layout.ts'
import type { SettingsPage } from '../shell/place.ts'
import { SettingsHome } from './SettingsHome.tsx'

const PAGES = {
  account: lazy(() => import('./AccountPage.tsx')),
  team: lazy(() => import('../members/TeamPage.tsx')),
  departments: lazy(() => import('../departments/DepartmentsPage.tsx')),
  widget: lazy(() => import('./WidgetPage.tsx')),
  'pre-chat': lazy(() => import('../pre-chat/PreChatPage.tsx')),
  hours: lazy(() => import('../hours/HoursPage.tsx')),
  install: lazy(() => import('../install/InstallPage.tsx')),
  identity: lazy(() => import('../identity/IdentityPage.tsx')),
  organization: lazy(() => import('./OrganizationPage.tsx')),
} as const

/** One page of settings; on small screens a list of them comes first. */
export default function Settings({ page }: { page: SettingsPage | null }) {
  if (!page) return layout.value === 'panes' ? <Redirect to="/settings/account" replace /> : <SettingsHome />
  const Page = PAGES[page]
  return (
    <Suspense fallback={<Bones faces={false} />}>
      <Page />
    </Suspense>
  )
}
