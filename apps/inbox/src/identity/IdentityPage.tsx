import type { Settings } from '@halloo/protocol'
import { lazy, Suspense } from 'preact/compat'
import { useState } from 'preact/hooks'
import { useLoad } from '../live/load.ts'
import { client, may, world } from '../live/world.ts'
import { Bones } from '../look/Bones.tsx'
import { Choice } from '../look/Choice.tsx'
import { NotAllowed, Page, Part } from '../settings/Page.tsx'
import { saveSettings } from '../settings/save-settings.ts'
import { Secrets } from './Secrets.tsx'
import { ServerCode } from './ServerCode.tsx'

const Confirm = lazy(() => import('../look/Confirm.tsx'))

type Mode = Settings['chatIdentityMode']
const MODES: readonly { value: Mode; label: string; say: string }[] = [
  {
    value: 'off',
    label: 'Off: visitors are anonymous',
    say: 'What visitors say of themselves is shown, and proves nothing.',
  },
  {
    value: 'optional',
    label: 'Optional: your server may say who they are',
    say: 'Whoever is signed in on your website is the same person here, on every device. Others stay anonymous.',
  },
  {
    value: 'required',
    label: 'Required: only whom your server names',
    say: 'Nobody can write who is not signed in on your website.',
  },
]

/** Whether visitors are vouched for by the customer's server, and what it signs with. */
export default function IdentityPage() {
  const settings = world.value.settings
  if (!settings) return <Bones faces={false} />
  const allowed = may('identity:manage')
  return (
    <Page title="Identity">
      {!allowed && <NotAllowed what="change how visitors are known" />}
      {allowed && <Allowed settings={settings} />}
      <ServerCode organizationId={settings.id} />
    </Page>
  )
}

function Allowed({ settings }: { settings: Settings }) {
  // Making and revoking one counts as a change of the settings, whoever did it.
  const loading = useLoad(`identity ${settings.version}`, () => client.call('GET /v1/identity-secrets', {}))
  const [asking, setAsking] = useState(false)
  const mode = settings.chatIdentityMode
  const choose = (next: Mode) =>
    next === 'required' && mode !== next ? setAsking(true) : void saveSettings({ chatIdentityMode: next })
  return (
    <>
      <Part title="Who visitors are" say={MODES.find(({ value }) => value === mode)?.say}>
        <Choice label="Mode" quiet value={mode} options={MODES} onChange={choose} />
      </Part>
      <Secrets loading={loading} wanted={mode !== 'off'} />
      {asking && (
        <Suspense fallback={null}>
          <Confirm
            title="Let in only whom your server names?"
            say="Visitors without a token can no longer read or write, and those who are here now are sent away. Be sure that your pages call Halloo.identify first."
            yes="Require identity"
            onYes={async () => (await saveSettings({ chatIdentityMode: 'required' }))?.message}
            onClose={() => setAsking(false)}
          />
        </Suspense>
      )}
    </>
  )
}
