import './team.css'
import { UserRoundPlus } from 'lucide-preact'
import { lazy, Suspense } from 'preact/compat'
import { useState } from 'preact/hooks'
import { may, world } from '../live/world.ts'
import { Button } from '../look/Button.tsx'
import { NotAllowed, Page, Part } from '../settings/Page.tsx'
import { Invitations } from './Invitations.tsx'
import { MemberRow } from './MemberRow.tsx'

const InviteDialog = lazy(() => import('./InviteDialog.tsx'))
const RANK = { owner: 0, admin: 1, supervisor: 2, agent: 3 } as const

/** Everybody who answers, what they may, and who is asked to join. */
export default function TeamPage() {
  const [inviting, setInviting] = useState(false)
  const [invited, setInvited] = useState(0)
  const allowed = may('members:manage')
  const all = Object.values(world.value.members).sort(
    (a, b) => RANK[a.role] - RANK[b.role] || a.name.localeCompare(b.name),
  )
  const here = all.filter(member => member.leftAt === null)
  const gone = all.filter(member => member.leftAt !== null)
  return (
    <Page
      title="Members"
      wide
      action={
        allowed && (
          <Button kind="primary" icon={UserRoundPlus} onClick={() => setInviting(true)}>
            Invite
          </Button>
        )
      }
    >
      {!allowed && <NotAllowed what="invite people and change roles" />}
      <table class="data people">
        <caption class="hide">Members</caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Role</th>
            <th scope="col">Chats at once</th>
            <th scope="col">Status</th>
            <th scope="col">
              <span class="hide">More</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {here.map(member => (
            <MemberRow key={member.id} member={member} allowed={allowed} />
          ))}
        </tbody>
      </table>
      {allowed && <Invitations key={invited} />}
      {gone.length > 0 && (
        <Part title="Former members" say="What they wrote stays under their names.">
          <ul class="lines">
            {gone.map(member => (
              <li key={member.id}>{member.name}</li>
            ))}
          </ul>
        </Part>
      )}
      {inviting && (
        <Suspense fallback={null}>
          <InviteDialog
            onClose={() => setInviting(false)}
            onInvited={() => {
              setInviting(false)
              setInvited(invited + 1)
            }}
          />
        </Suspense>
      )}
    </Page>
  )
}
