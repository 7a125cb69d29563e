import type { Conversation } from '@halloo/protocol'
import { Ban, Ellipsis, LogOut, PenLine, Undo2 } from 'lucide-preact'
import { lazy, Suspense } from 'preact/compat'
import { useState } from 'preact/hooks'
import { contactName } from '../conversations/names.ts'
import { may } from '../live/world.ts'
import { Icon } from '../look/Icon.tsx'
import { Menu, type MenuSection } from '../look/Menu.tsx'
import { writingTo } from '../shell/commands.ts'
import { blockContact, signOutContact, unblockContact } from './actions.ts'

const Confirm = lazy(() => import('../look/Confirm.tsx'))

type Asking = 'block' | 'sign-out'

/** What can be done with a contact, as far as one's role goes. */
export function ContactMenu({ contact }: { contact: Conversation['chatUser'] }) {
  const [open, setOpen] = useState(false)
  const [asking, setAsking] = useState<Asking | null>(null)
  const sections = sectionsFor(contact, setAsking)
  if (!sections.length) return null
  return (
    <>
      <Menu label="More about this contact" class="icon" open={open} onOpen={setOpen} sections={sections}>
        <Icon of={Ellipsis} />
      </Menu>
      {asking && (
        <Suspense fallback={null}>
          <Confirm {...questionOf(asking, contact)} onClose={() => setAsking(null)} />
        </Suspense>
      )}
    </>
  )
}

function sectionsFor(contact: Conversation['chatUser'], ask: (what: Asking) => void): MenuSection[] {
  const blocked = contact.status === 'blocked'
  const sections: MenuSection[] = []
  if (may('conversations:write') && !blocked)
    sections.push({
      items: [{ label: 'New conversation …', icon: PenLine, onSelect: () => (writingTo.value = contact) }],
    })
  if (may('chat_users:block'))
    sections.push({
      items: [
        { label: 'Sign out everywhere …', icon: LogOut, onSelect: () => ask('sign-out') },
        blocked
          ? { label: 'Unblock', icon: Undo2, onSelect: () => void unblockContact(contact.id) }
          : { label: 'Block …', icon: Ban, danger: true, onSelect: () => ask('block') },
      ],
    })
  return sections
}

const questionOf = (asking: Asking, contact: Conversation['chatUser']) =>
  asking === 'block'
    ? {
        title: `Block ${contactName(contact)}?`,
        say: 'They can no longer write to you. What was said stays, and you can unblock them at any time.',
        yes: 'Block',
        onYes: () => blockContact(contact.id),
      }
    : {
        title: `Sign ${contactName(contact)} out everywhere?`,
        say: 'Every browser and app of theirs is sent away. Somebody whom your server names, or who has a password, may come back; somebody anonymous begins anew and no longer sees this conversation.',
        yes: 'Sign out',
        onYes: () => signOutContact(contact.id),
      }
