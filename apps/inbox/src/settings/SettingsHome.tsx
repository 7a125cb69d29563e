import { ChevronRight, LogOut } from 'lucide-preact'
import { Link } from 'wouter-preact'
import { presenceOf } from '../live/presence.ts'
import { me, world } from '../live/world.ts'
import { Avatar } from '../look/Avatar.tsx'
import { Button } from '../look/Button.tsx'
import { Icon } from '../look/Icon.tsx'
import { Switch } from '../look/Switch.tsx'
import { setAvailable, signOut } from '../members/own.ts'
import { activeChatsOf } from '../members/roles.ts'
import { OrganizationMenu } from '../shell/OrganizationMenu.tsx'
import { Load } from '../shell/Profile.tsx'
import { Page } from './Page.tsx'
import { SETTINGS_GROUPS } from './pages.ts'

/** Oneself and every page of settings, where there is no navigation beside them. */
export function SettingsHome() {
  const own = me.value
  if (!own) return null
  const member = world.value.members[own.id] ?? own
  return (
    <Page title="Me" home>
      <div class="row">
        <Avatar
          id={own.id}
          name={own.name}
          image={own.avatarUrl}
          member
          size={48}
          presence={presenceOf(own.id)}
        />
        <div class="grow">
          <b class="cut">{own.name}</b>
          <Load taken={activeChatsOf(own.id)} places={member.chatMaxConcurrentChats} />
        </div>
      </div>
      <Switch label="Available for new chats" on={own.chatIsOnline} onChange={setAvailable} />
      <OrganizationMenu />
      <ul class="ways">
        {SETTINGS_GROUPS.flatMap(group => group.pages).map(entry => (
          <li key={entry.page}>
            <Link href={`/settings/${entry.page}`}>
              <Icon of={entry.icon} size={20} />
              <span class="grow">
                <b>{entry.name}</b>
                <span class="meta">{entry.say}</span>
              </span>
              <Icon of={ChevronRight} class="mirror" />
            </Link>
          </li>
        ))}
      </ul>
      <Button icon={LogOut} onClick={() => void signOut()}>
        Sign out
      </Button>
    </Page>
  )
}
