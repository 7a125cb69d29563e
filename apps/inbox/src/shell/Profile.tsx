import { Settings2 } from 'lucide-preact'
import { Link } from 'wouter-preact'
import { me, world } from '../live/world.ts'
import { Icon } from '../look/Icon.tsx'
import { activeChatsOf } from '../members/roles.ts'
import { ProfileMenu } from './ProfileMenu.tsx'

/** Oneself at the foot of the navigation: presence, and how many places are taken. */
export function Profile() {
  const own = me.value
  if (!own) return null
  const member = world.value.members[own.id] ?? own
  return (
    <div class="me">
      <ProfileMenu />
      <div class="grow">
        <div class="cut name" title={own.name}>
          {own.name}
        </div>
        <Load taken={activeChatsOf(own.id)} places={member.chatMaxConcurrentChats} />
      </div>
      <Link class="icon" href="/settings/account" aria-label="Settings" title="Settings">
        <Icon of={Settings2} />
      </Link>
    </div>
  )
}

/** Places as dots, up to ten of them; the figures say the same. */
export function Load({ taken, places }: { taken: number; places: number }) {
  const dots = Math.min(places, 10)
  const full = places ? Math.round((Math.min(taken, places) / places) * dots) : 0
  return (
    <div class="meta load">
      <span role="img" aria-label={`${taken} of ${places} chats`}>
        {Array.from({ length: dots }, (_, index) => (
          <i key={index} class={index < full ? 'full' : ''} />
        ))}
      </span>
      <span aria-hidden="true">
        {taken} of {places}
      </span>
    </div>
  )
}
