import { ArrowLeft } from 'lucide-preact'
import { Link } from 'wouter-preact'
import { Icon } from '../look/Icon.tsx'
import { SETTINGS_GROUPS } from '../settings/pages.ts'
import { Finder } from './Navigation.tsx'
import { OrganizationMenu } from './OrganizationMenu.tsx'
import { Profile } from './Profile.tsx'
import type { SettingsPage } from './place.ts'

/** Takes the place of the views while settings are open. */
export function SettingsNavigation({ page }: { page: SettingsPage | null }) {
  return (
    <nav class="side" aria-label="Settings">
      <OrganizationMenu />
      <Finder />
      <ul class="nav">
        <li>
          <Link href="/mine">
            <Icon of={ArrowLeft} class="mirror" />
            <span class="cut">Back to inbox</span>
          </Link>
        </li>
      </ul>
      {SETTINGS_GROUPS.map(group => (
        <div key={group.name}>
          <h2>{group.name}</h2>
          <ul class="nav">
            {group.pages.map(entry => (
              <li key={entry.page}>
                <Link
                  href={`/settings/${entry.page}`}
                  aria-current={entry.page === page ? 'page' : undefined}
                >
                  <Icon of={entry.icon} />
                  <span class="cut">{entry.name}</span>
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
      <Profile />
    </nav>
  )
}
