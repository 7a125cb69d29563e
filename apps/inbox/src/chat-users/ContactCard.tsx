import type { ChatUser, Conversation } from '@halloo/protocol'
import { BadgeCheck, Ban } from 'lucide-preact'
import { Fragment } from 'preact'
import { contactName } from '../conversations/names.ts'
import { useLoad } from '../live/load.ts'
import { minute } from '../live/now.ts'
import { client, may, store, world } from '../live/world.ts'
import { Avatar } from '../look/Avatar.tsx'
import { Icon } from '../look/Icon.tsx'
import { Trouble } from '../look/Trouble.tsx'
import { changeContact } from './actions.ts'
import { ContactMenu } from './ContactMenu.tsx'
import { EditableText } from './EditableText.tsx'
import { whereabouts } from './whereabouts.ts'

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
