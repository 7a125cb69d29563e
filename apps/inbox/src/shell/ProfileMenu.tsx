import { Circle, CircleDot, Keyboard, LogOut, UserRound } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { useLocation } from 'wouter-preact'
import { presenceOf } from '../live/presence.ts'
import { me } from '../live/world.ts'
import { Avatar } from '../look/Avatar.tsx'
import { Menu } from '../look/Menu.tsx'
import { setAvailable, signOut } from '../members/own.ts'
import { overlay } from './commands.ts'

/** Available or away, the account, the keys, and the way out. */
export function ProfileMenu() {
  const [open, setOpen] = useState(false)
  const [, navigate] = useLocation()
  const own = me.value
  if (!own) return null
  return (
    <Menu
      class="face"
      label={`${own.name}, ${PRESENCE_WORDS[presenceOf(own.id)]}`}
      open={open}
      onOpen={setOpen}
      sections={[
        {
          heading: 'New chats',
          items: [
            {
              label: 'Available',
              icon: CircleDot,
              checked: own.chatIsOnline,
              onSelect: () => setAvailable(true),
            },
            { label: 'Away', icon: Circle, checked: !own.chatIsOnline, onSelect: () => setAvailable(false) },
          ],
        },
        {
          items: [
            { label: 'Account', icon: UserRound, onSelect: () => navigate('/settings/account') },
            { label: 'All keys', icon: Keyboard, keys: '?', onSelect: () => (overlay.value = 'help') },
          ],
        },
        { items: [{ label: 'Sign out', icon: LogOut, onSelect: () => void signOut() }] },
      ]}
    >
      <Avatar id={own.id} name={own.name} image={own.avatarUrl} member presence={presenceOf(own.id)} />
    </Menu>
  )
}

export const PRESENCE_WORDS = { on: 'online', away: 'away', off: 'offline' } as const
