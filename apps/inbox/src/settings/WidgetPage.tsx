import '../theme/theme.css'
import '../theme/stage.css'
import type { Settings, Theme } from '@halloo/protocol'
import { useState } from 'preact/hooks'
import { may, world } from '../live/world.ts'
import { Bones } from '../look/Bones.tsx'
import { Trouble } from '../look/Trouble.tsx'
import { ColorsPart } from '../theme/ColorsPart.tsx'
import { HeaderPart } from '../theme/HeaderPart.tsx'
import { LauncherPart } from '../theme/LauncherPart.tsx'
import { type Device, PlacePart } from '../theme/PlacePart.tsx'
import { Presets } from '../theme/Presets.tsx'
import { ShapePart, TypePart } from '../theme/ShapeParts.tsx'
import { ThemeBar } from '../theme/ThemeBar.tsx'
import { type ThemeWork, useTheme } from '../theme/use-theme.ts'
import { Versions } from '../theme/Versions.tsx'
import { NotAllowed, Page } from './Page.tsx'
import { saveSettings } from './save-settings.ts'
import { WidgetPreview } from './WidgetPreview.tsx'
import { type Words, WordsPart } from './WordsPart.tsx'

/** How the widget looks and what it says. */
export default function WidgetPage() {
  const { settings } = world.value
  const work = useTheme()
  if (settings && work.tokens && work.shown)
    return <Editor settings={settings} work={work} tokens={work.tokens} shown={work.shown} />
  if (work.loading.phase === 'failed')
    return (
      <Page title="Look">
        <Trouble what="The look could not be fetched." onRetry={work.loading.retry} />
      </Page>
    )
  return work.loading.phase === 'slow' ? <Bones faces={false} /> : null
}

function Editor({ settings, work, tokens, shown }: EditorProps) {
  const [words, setWords] = useState<Partial<Words>>({})
  const [half, setHalf] = useState<'light' | 'dark'>('light')
  const [device, setDevice] = useState<Device>('desktop')
  const [showsVersions, setShowsVersions] = useState(false)
  const allowed = may('theme:manage')
  const saved = wordsOf(settings)
  const said: Words = { ...saved, ...words }
  const changed = Object.fromEntries(
    Object.entries(said).filter(([name, value]) => saved[name as keyof Words] !== value),
  ) as Partial<Words>
  const isSaid = Object.keys(changed).length > 0

  const publish = async () => {
    if (isSaid && (await saveSettings(changed))) return
    setWords({})
    if (work.state !== 'published') await work.publish()
  }
  const discard = async () => {
    setWords({})
    if (work.state !== 'published') await work.discard()
  }
  const part = { tokens, low: work.low, disabled: !allowed, onChange: work.change }

  return (
    <Page
      title="Look"
      wide
      action={
        <ThemeBar
          work={work}
          allowed={allowed}
          isSaid={isSaid}
          isMute={!said.chatWelcomeMessage.trim()}
          showsVersions={showsVersions}
          onVersions={() => setShowsVersions(!showsVersions)}
          onPublish={publish}
          onDiscard={discard}
        />
      }
    >
      <div class="theme">
        <div class="themeform">
          {!allowed && <NotAllowed what="change the widget" />}
          <Presets {...part} />
          <ColorsPart {...part} half={half} onHalf={setHalf} />
          <ShapePart {...part} />
          <TypePart {...part} />
          <HeaderPart {...part} />
          <LauncherPart {...part} />
          <PlacePart {...part} device={device} onDevice={setDevice} />
          <WordsPart
            words={said}
            disabled={!allowed}
            onChange={change => setWords({ ...words, ...change })}
          />
        </div>
        <div class="stageplace">
          <WidgetPreview
            settings={{ ...settings, ...said }}
            {...{ tokens: shown, half, device, onHalf: setHalf, onDevice: setDevice }}
          />
          {showsVersions && work.known && (
            <Versions
              themes={work.known}
              allowed={allowed}
              onRestore={({ id, number }) => void (id && work.restore(id, number))}
              onClose={() => setShowsVersions(false)}
            />
          )}
        </div>
      </div>
    </Page>
  )
}

interface EditorProps {
  settings: Settings
  work: ThemeWork
  tokens: Theme
  shown: Theme
}

function wordsOf(settings: Settings): Words {
  const { chatWelcomeMessage, chatShowAgentAvatar, chatCollectName, chatCollectEmail, chatIsActive } =
    settings
  return { chatWelcomeMessage, chatShowAgentAvatar, chatCollectName, chatCollectEmail, chatIsActive }
}
