import type { ChatUser, Conversation } from '@halloo/protocol'
import { BadgeCheck, Ban, Ellipsis, LogOut, Undo2 } from 'lucide-preact'
import { Fragment } from 'preact'
import { lazy, Suspense } from 'preact/compat'
import { useState } from 'preact/hooks'
import { contactName } from '../conversations/names.ts'
import { useLoad } from '../live/load.ts'
import { minute } from '../live/now.ts'
import { client, may, store, world } from '../live/world.ts'
import { Avatar } from '../look/Avatar.tsx'
import { Icon } from '../look/Icon.tsx'
import { Menu } from '../look/Menu.tsx'
import { Trouble } from '../look/Trouble.tsx'
import { blockContact, changeContact, signOutContact, unblockContact } from './actions.ts'
import { EditableText } from './EditableText.tsx'
import { whereabouts } from './whereabouts.ts'

const Confirm = lazy(() => import('../look/Confirm.tsx'))

/** The contact: name and address to be corrected, where they are, whether they may write. */
export function ContactCard({ conversation }: { conversation: Conversation }) {
  const { id } = conversation.chatUser
  const { phase, retry } = useLoad(`contact ${id}`, async () =>
    store.putChatUsers([await client.call('GET /v1/chat-users/:chatUserId', { params: { chatUserId: id } })]),
  )
  const contact = world.value.chatUsers[id]
  const brief = conversation.chatUser
  const canWrite = may('chat_users:write')
  return (
    <section>
      <div class="contact">
        <Avatar id={id} name={brief.name} image={brief.avatarUrl} size={48} />
        <div class="grow">
          <div class="who">
            <EditableText
              label="Name"
              value={brief.name}
              shown={contactName(brief)}
              strong
              disabled={!canWrite}
              onSave={name => changeContact(id, { name: name || null })}
            />
            {contact?.verified && (
              <span class="verified" title="Verified">
                <Icon of={BadgeCheck} />
                <span class="hide">Verified</span>
              </span>
            )}
          </div>
          <div class="meta cut">{contact ? whereabouts(contact, minute.value) : ''}</div>
        </div>
        <ContactMenu contact={brief} />
      </div>
      {brief.status === 'blocked' && (
        <p class="hint bad">
          <Icon of={Ban} size={14} />
          Blocked: they can no longer write.
        </p>
      )}
      {phase === 'failed' && <Trouble what="The contact could not be fetched." onRetry={retry} />}
      <dl class="pairs">
        <dt>E-mail</dt>
        <dd>
          <EditableText
            label="E-mail"
            type="email"
            value={brief.email}
            shown={brief.email ?? 'Not known'}
            disabled={!canWrite}
            onSave={email => changeContact(id, { email: email || null })}
          />
        </dd>
        {contact?.phone && (
          <>
            <dt>Phone</dt>
            <dd class="num">{contact.phone}</dd>
          </>
        )}
        <Attributes contact={contact} />
      </dl>
    </section>
  )
}

const Attributes = ({ contact }: { contact: ChatUser | undefined }) =>
  Object.entries(contact?.metadata ?? {}).map(([key, value]) => (
    <Fragment key={key}>
      <dt class="cut" title={key}>
        {key}
      </dt>
      <dd title={String(value)}>
        <span class="cut">{String(value)}</span>
      </dd>
    </Fragment>
  ))

function ContactMenu({ contact }: { contact: Conversation['chatUser'] }) {
  const [open, setOpen] = useState(false)
  const [asking, setAsking] = useState<'block' | 'sign-out' | null>(null)
  if (!may('chat_users:block')) return null
  const blocked = contact.status === 'blocked'
  return (
    <>
      <Menu
        label="More about this contact"
        class="icon"
        open={open}
        onOpen={setOpen}
        sections={[
          {
            items: [
              { label: 'Sign out everywhere …', icon: LogOut, onSelect: () => setAsking('sign-out') },
              blocked
                ? { label: 'Unblock', icon: Undo2, onSelect: () => void unblockContact(contact.id) }
                : { label: 'Block …', icon: Ban, danger: true, onSelect: () => setAsking('block') },
            ],
          },
        ]}
      >
        <Icon of={Ellipsis} />
      </Menu>
      {asking && (
        <Suspense fallback={null}>
          {asking === 'block' ? (
            <Confirm
              title={`Block ${contactName(contact)}?`}
              say="They can no longer write to you. What was said stays, and you can unblock them at any time."
              yes="Block"
              onYes={() => blockContact(contact.id)}
              onClose={() => setAsking(null)}
            />
          ) : (
            <Confirm
              title={`Sign ${contactName(contact)} out everywhere?`}
              say="Every browser and app of theirs is sent away. Somebody whom your server names, or who has a password, may come back; somebody anonymous begins anew and no longer sees this conversation."
              yes="Sign out"
              onYes={() => signOutContact(contact.id)}
              onClose={() => setAsking(null)}
            />
          )}
        </Suspense>
      )}
    </>
  )
}
