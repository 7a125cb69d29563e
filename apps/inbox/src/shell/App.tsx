import { lazy, Suspense } from 'preact/compat'
import { useEffect } from 'preact/hooks'
import { Redirect, useLocation } from 'wouter-preact'
import { enter, entry } from '../live/entry.ts'
import { Button } from '../look/Button.tsx'
import { Empty } from '../look/Empty.tsx'
import { ToastStand } from '../look/Toast.tsx'
import { Trouble } from '../look/Trouble.tsx'
import { signOut } from '../members/own.ts'
import { here } from './here.ts'
import { placeOf } from './place.ts'

const Auth = lazy(() => import('../auth/Auth.tsx'))
const NewOrganization = lazy(() => import('../auth/NewOrganization.tsx'))
const AcceptInvitation = lazy(() => import('../auth/AcceptInvitation.tsx'))
const Frame = lazy(() => import('./Frame.tsx'))

/** From the address and from who is here follows what is shown. */
export function App() {
  const [path] = useLocation()
  useEffect(() => {
    here.value = placeOf(path)
  }, [path])
  return (
    <Suspense fallback={null}>
      <Page path={path} />
      <ToastStand />
    </Suspense>
  )
}

function Page({ path }: { path: string }) {
  const place = placeOf(path)
  if (place.kind === 'invitation') return <AcceptInvitation id={place.id} />
  if (place.kind === 'auth' && entry.value !== 'in') return <Auth page={place.page} />
  switch (entry.value) {
    case 'arriving':
      return null
    case 'failed':
      return <Trouble what="The inbox could not be reached." onRetry={enter} />
    case 'signed-out':
      return <Redirect to={`/sign-in${path === '/' ? '' : `?to=${encodeURIComponent(path)}`}`} replace />
    case 'no-organization':
      return <NewOrganization />
    case 'resting':
      return <Resting />
    case 'in':
      return <Inside path={path} />
  }
}

function Inside({ path }: { path: string }) {
  const [, navigate] = useLocation()
  const place = placeOf(path)
  if (path === '/') return <Redirect to="/mine" replace />
  if (place.kind === 'auth') return <Redirect to={wantedPath()} replace />
  if (place.kind === 'nowhere' || place.kind === 'invitation')
    return (
      <Empty
        title="There is nothing here"
        action={<Button onClick={() => navigate('/mine')}>To the inbox</Button>}
      >
        The address is not one of ours.
      </Empty>
    )
  return <Frame place={place} />
}

function Resting() {
  return (
    <Empty title="Your membership rests" action={<Button onClick={() => void signOut()}>Sign out</Button>}>
      An owner or admin of the organization can make it active again.
    </Empty>
  )
}

/** Only paths of this page are followed after sign-in. */
const wantedPath = () => {
  const to = new URLSearchParams(location.search).get('to')
  return to && /^\/(?![/\\])/.test(to) ? to : '/mine'
}
