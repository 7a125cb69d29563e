import type { Settings } from '@halloo/protocol'
import { lazy, Suspense } from 'preact/compat'
import { useState } from 'preact/hooks'
import { may, me, world } from '../live/world.ts'
import { Bones } from '../look/Bones.tsx'
import { Button } from '../look/Button.tsx'
import { Choice } from '../look/Choice.tsx'
import { TextField } from '../look/Field.tsx'
import { deleteOrganization, handOver, leaveOrganization } from './organization-actions.ts'
import { NotAllowed, Page, Part } from './Page.tsx'
import { saveSettings } from './save-settings.ts'

const Confirm = lazy(() => import('../look/Confirm.tsx'))

const VISIBILITIES: readonly { value: Settings['chatVisibility']; label: string }[] = [
  { value: 'all', label: 'Every agent sees every conversation' },
  { value: 'department', label: 'Agents see their departments and their own' },
  { value: 'assigned', label: 'Agents see only their own' },
]

/** The organization's name, who sees what, and the doors out. */
export default function OrganizationPage() {
  const settings = world.value.settings
  if (!settings) return <Bones faces={false} />
  const allowed = may('settings:manage')
  return (
    <Page title="Organization">
      <NamePart settings={settings} allowed={allowed} />
      <Part title="Who sees what" say="Owners, admins and supervisors always see everything.">
        <Choice
          label="Visibility"
          quiet
          disabled={!allowed}
          value={settings.chatVisibility}
          options={VISIBILITIES}
          onChange={chatVisibility => void saveSettings({ chatVisibility })}
        />
        {!allowed && <NotAllowed what="change this" />}
      </Part>
      <DoorsPart name={settings.name} />
    </Page>
  )
}

function NamePart({ settings, allowed }: { settings: Settings; allowed: boolean }) {
  const [name, setName] = useState(settings.name)
  return (
    <Part title="Name" say="Visitors read it in the widget.">
      <form
        class="oneline"
        onSubmit={event => {
          event.preventDefault()
          void saveSettings({ name: name.trim() })
        }}
      >
        <TextField label="Name" required maxLength={80} disabled={!allowed} value={name} onValue={setName} />
        <Button
          kind="primary"
          type="submit"
          disabled={!allowed || !name.trim() || name.trim() === settings.name}
        >
          Save
        </Button>
      </form>
    </Part>
  )
}

function DoorsPart({ name }: { name: string }) {
  const own = me.value
  const [heir, setHeir] = useState('')
  const [asking, setAsking] = useState<'hand-over' | 'leave' | 'delete' | null>(null)
  if (!own) return null
  const owner = (world.value.members[own.id]?.role ?? own.role) === 'owner'
  const others = Object.values(world.value.members).filter(one => one.id !== own.id && one.leftAt === null)
  const heirName = others.find(one => one.id === heir)?.name ?? ''
  const words = {
    'hand-over': [
      `Hand ${name} to ${heirName}?`,
      `${heirName} becomes the owner and you an admin.`,
      'Hand over',
    ],
    leave: [`Leave ${name}?`, 'You no longer see its conversations. What you wrote stays.', 'Leave'],
    delete: [
      `Delete ${name}?`,
      'All conversations, contacts and files are deleted for ever. Nobody can bring them back.',
      'Delete for ever',
    ],
  } as const
  const act = () =>
    asking === 'hand-over'
      ? handOver(heir, own.id)
      : asking === 'leave'
        ? leaveOrganization()
        : deleteOrganization()
  return (
    <>
      {owner && others.length > 0 && (
        <Part title="Hand over" say="There is one owner. They alone can delete the organization.">
          <div class="oneline">
            <Choice
              label="New owner"
              value={heir}
              options={[
                { value: '', label: 'Choose somebody' },
                ...others.map(one => ({ value: one.id, label: one.name })),
              ]}
              onChange={setHeir}
            />
            <Button disabled={!heir} onClick={() => setAsking('hand-over')}>
              Hand over …
            </Button>
          </div>
        </Part>
      )}
      <Part
        title={owner ? 'Delete' : 'Leave'}
        say={owner ? 'An owner hands over before leaving, or deletes everything.' : undefined}
      >
        <div>
          <Button kind="danger" onClick={() => setAsking(owner ? 'delete' : 'leave')}>
            {owner ? 'Delete the organization …' : 'Leave the organization …'}
          </Button>
        </div>
      </Part>
      {asking && (
        <Suspense fallback={null}>
          <Confirm
            title={words[asking][0]}
            say={words[asking][1]}
            yes={words[asking][2]}
            onYes={act}
            onClose={() => setAsking(null)}
          />
        </Suspense>
      )}
    </>
  )
}
