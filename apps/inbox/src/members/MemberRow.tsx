import type { Member } from '@halloo/protocol'
import { CirclePause, CirclePlay, Ellipsis, UserRoundMinus } from 'lucide-preact'
import { lazy, Suspense } from 'preact/compat'
import { useState } from 'preact/hooks'
import { presenceOf } from '../live/presence.ts'
import { me } from '../live/world.ts'
import { Avatar } from '../look/Avatar.tsx'
import { Choice } from '../look/Choice.tsx'
import { Icon } from '../look/Icon.tsx'
import { Menu } from '../look/Menu.tsx'
import { changeMember, changeRole, removeMember } from './actions.ts'
import { activeChatsOf, ROLE_WORDS } from './roles.ts'

const Confirm = lazy(() => import('../look/Confirm.tsx'))

/** One member: role, places, and whether they take part. */
export function MemberRow({ member, allowed }: { member: Member; allowed: boolean }) {
  const own = member.id === me.value?.id
  const fixed = !allowed || own || member.role === 'owner'
  return (
    <tr class={member.status === 'inactive' ? 'resting' : ''}>
      <td>
        <span class="row">
          <Avatar
            id={member.id}
            name={member.name}
            image={member.avatarUrl}
            member
            presence={presenceOf(member.id)}
          />
          <span class="cut">
            <b class="cut" title={member.name}>
              {member.name}
              {own && ' (you)'}
            </b>
            <span class="meta cut">{member.email}</span>
          </span>
        </span>
      </td>
      <td data-name="Role">
        {fixed ? (
          ROLE_WORDS[member.role]
        ) : (
          <Choice
            label={`Role of ${member.name}`}
            quiet
            value={roleOf(member)}
            options={(['admin', 'supervisor', 'agent'] as const).map(value => ({
              value,
              label: ROLE_WORDS[value],
            }))}
            onChange={role => void changeRole(member, role)}
          />
        )}
      </td>
      <td data-name="Chats at once">
        <Places member={member} allowed={allowed} />
      </td>
      <td data-name="Status">{member.status === 'active' ? 'Active' : 'Resting'}</td>
      <td class="end">{!fixed && <RowMenu member={member} />}</td>
    </tr>
  )
}

const roleOf = ({ role }: Member) => (role === 'owner' ? 'admin' : role)

function Places({ member, allowed }: { member: Member; allowed: boolean }) {
  if (!allowed)
    return (
      <span class="num">
        {activeChatsOf(member.id)} of {member.chatMaxConcurrentChats}
      </span>
    )
  return (
    <span class="row places">
      <input
        class="input num"
        type="number"
        min={0}
        max={1000}
        aria-label={`Chats at once for ${member.name}`}
        value={member.chatMaxConcurrentChats}
        onChange={event => {
          const places = event.currentTarget.valueAsNumber
          if (Number.isInteger(places) && places >= 0)
            void changeMember(member, { chatMaxConcurrentChats: places })
        }}
      />
      <span class="meta num">{activeChatsOf(member.id)} now</span>
    </span>
  )
}

function RowMenu({ member }: { member: Member }) {
  const [open, setOpen] = useState(false)
  const [asking, setAsking] = useState(false)
  const active = member.status === 'active'
  return (
    <>
      <Menu
        label={`More about ${member.name}`}
        class="icon"
        open={open}
        onOpen={setOpen}
        sections={[
          {
            items: [
              {
                label: active ? 'Let rest' : 'Make active',
                icon: active ? CirclePause : CirclePlay,
                onSelect: () => void changeMember(member, { status: active ? 'inactive' : 'active' }),
              },
              { label: 'Remove …', icon: UserRoundMinus, danger: true, onSelect: () => setAsking(true) },
            ],
          },
        ]}
      >
        <Icon of={Ellipsis} />
      </Menu>
      {asking && (
        <Suspense fallback={null}>
          <Confirm
            title={`Remove ${member.name}?`}
            say="They are signed out at once. Their open conversations go back to the queue, and what they wrote stays."
            yes="Remove"
            onYes={() => removeMember(member.id)}
            onClose={() => setAsking(false)}
          />
        </Suspense>
      )}
    </>
  )
}
