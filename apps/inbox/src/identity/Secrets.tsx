import type { Answer, IdentitySecret } from '@halloo/protocol'
import { Plus } from 'lucide-preact'
import { lazy, Suspense } from 'preact/compat'
import { useState } from 'preact/hooks'
import type { Loading } from '../live/load.ts'
import { minute } from '../live/now.ts'
import { world } from '../live/world.ts'
import { Bones } from '../look/Bones.tsx'
import { Button } from '../look/Button.tsx'
import { toastTrouble } from '../look/Toast.tsx'
import { Trouble } from '../look/Trouble.tsx'
import { shortMoment } from '../look/time.ts'
import { Part } from '../settings/Page.tsx'
import { makeSecret, revokeSecret } from './actions.ts'

const Confirm = lazy(() => import('../look/Confirm.tsx'))
const NewSecret = lazy(() => import('./NewSecret.tsx'))

/** What the customer's server signs with: two at most, each shown once. */
export function Secrets({ loading, wanted }: { loading: Loading<Secret>; wanted: boolean }) {
  const { data, phase, retry } = loading
  const [made, setMade] = useState<string | null>(null)
  const [revoking, setRevoking] = useState<IdentitySecret | null>(null)
  const [busy, setBusy] = useState(false)
  const secrets = data?.items ?? []
  const make = async () => {
    setBusy(true)
    const { secret, fault } = await makeSecret()
    setBusy(false)
    if (fault) toastTrouble(`Not made. ${fault}`)
    setMade(secret ?? null)
    retry()
  }
  return (
    <Part title="Secrets" say={sayOf(secrets.length, wanted)}>
      {phase === 'failed' && <Trouble what="The secrets could not be fetched." onRetry={retry} />}
      {phase === 'slow' && <Bones faces={false} rows={1} />}
      {secrets.length > 0 && (
        <ul class="lines">
          {secrets.map(secret => (
            <li key={secret.id}>
              <span class="grow">
                <b class="num cut">isk_…{secret.hint}</b>
                <span class="meta">{aboutSecret(secret)}</span>
              </span>
              <Button small kind="danger" onClick={() => setRevoking(secret)}>
                Revoke …
              </Button>
            </li>
          ))}
        </ul>
      )}
      {data && (
        <div>
          <Button
            kind={secrets.length === 0 ? 'primary' : undefined}
            icon={Plus}
            disabled={busy || secrets.length > 1}
            onClick={() => void make()}
          >
            {secrets.length === 0 ? 'Make a secret' : 'Make another'}
          </Button>
        </div>
      )}
      {made && (
        <Suspense fallback={null}>
          <NewSecret secret={made} onClose={() => setMade(null)} />
        </Suspense>
      )}
      {revoking && (
        <Suspense fallback={null}>
          <Confirm
            title={`Revoke isk_…${revoking.hint}?`}
            say="Tokens signed with it are refused from now on, and every visitor whom it has vouched for is signed out. They come back with a token of the other secret."
            yes="Revoke"
            onYes={() => revokeSecret(revoking.id)}
            onClose={() => {
              setRevoking(null)
              retry()
            }}
          />
        </Suspense>
      )}
    </Part>
  )
}

type Secret = Answer<'GET /v1/identity-secrets'>

const sayOf = (count: number, wanted: boolean) =>
  count > 1
    ? 'Two are live. Revoke the one that your server no longer signs with to make another.'
    : count === 0 && wanted
      ? 'There is none: no token can be believed yet.'
      : 'Your server signs with one. To change it make a second, let your server use that, then revoke the first.'

function aboutSecret({ createdAt, createdBy, lastUsedAt }: IdentitySecret) {
  const by = world.value.members[createdBy ?? '']?.name
  const used = lastUsedAt ? `used ${shortMoment(lastUsedAt, minute.value)}` : 'never used'
  return [`Made ${shortMoment(createdAt, minute.value)}${by ? ` by ${by}` : ''}`, used].join(' · ')
}
