import '../live/attention.ts'
import './frame.css'
import './navigation.css'
import './rail.css'
import './tab-bar.css'
import { lazy, Suspense } from 'preact/compat'
import { Bones } from '../look/Bones.tsx'
import { overlay, writingTo } from './commands.ts'
import { Inbox } from './Inbox.tsx'
import { layout } from './layout.ts'
import { Navigation } from './Navigation.tsx'
import type { Place } from './place.ts'
import { Rail } from './Rail.tsx'
import { SettingsNavigation } from './SettingsNavigation.tsx'
import { Strip } from './Strip.tsx'
import { TabBar } from './TabBar.tsx'
import { useKeys } from './use-keys.ts'

const Palette = lazy(() => import('./Palette.tsx'))
const KeyHelp = lazy(() => import('./KeyHelp.tsx'))
const WriteFirst = lazy(() => import('../chat-users/WriteFirst.tsx'))
const Settings = lazy(() => import('../settings/Settings.tsx'))

/** The page of a member who is in: navigation at the side or below, the work on one raised sheet. */
export default function Frame({ place }: { place: Extract<Place, { kind: 'inbox' | 'settings' }> }) {
  useKeys()
  const shape = layout.value
  const inSettings = place.kind === 'settings'
  const alone = shape === 'phone' && place.kind === 'inbox' && place.conversationId !== null
  return (
    <div class={`app ${shape}`}>
      {shape === 'panes' &&
        (inSettings ? <SettingsNavigation page={place.page} /> : <Navigation place={place} />)}
      {shape === 'rail' && <Rail place={place} />}
      <div class="stand">
        <Strip />
        {inSettings ? (
          <main class="sheet single">
            <Suspense fallback={<Bones />}>
              <Settings page={place.page} />
            </Suspense>
          </main>
        ) : (
          <Inbox view={place.view} conversationId={place.conversationId} />
        )}
      </div>
      {shape === 'phone' && !alone && <TabBar place={place} />}
      <Suspense fallback={null}>
        {overlay.value === 'palette' && <Palette />}
        {overlay.value === 'help' && <KeyHelp />}
        {writingTo.value && <WriteFirst contact={writingTo.value} onClose={() => (writingTo.value = null)} />}
      </Suspense>
    </div>
  )
}
