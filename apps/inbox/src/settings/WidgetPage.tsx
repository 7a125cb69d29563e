import type { Settings } from '@halloo/protocol'
import { useState } from 'preact/hooks'
import { may, world } from '../live/world.ts'
import { Bones } from '../look/Bones.tsx'
import { Button } from '../look/Button.tsx'
import { isColor } from './contrast.ts'
import { NotAllowed, Page } from './Page.tsx'
import { saveSettings } from './save-settings.ts'
import { type Theme, ThemeForm } from './ThemeForm.tsx'
import { WidgetPreview } from './WidgetPreview.tsx'

const FIELDS = [
  'chatPrimaryColor',
  'chatTheme',
  'chatPosition',
  'chatWelcomeMessage',
  'chatShowAgentAvatar',
  'chatCollectName',
  'chatCollectEmail',
  'chatIsActive',
] as const satisfies readonly (keyof Settings)[]

/** How the widget looks and what it says. */
export default function WidgetPage() {
  const settings = world.value.settings
  return settings ? <Editor settings={settings} /> : <Bones faces={false} />
}

function Editor({ settings }: { settings: Settings }) {
  const [draft, setDraft] = useState<Partial<Theme>>({})
  const [fault, setFault] = useState<string>()
  const [busy, setBusy] = useState(false)
  const allowed = may('settings:manage')
  const theme: Theme = { ...pick(settings), ...draft }
  const changes = FIELDS.filter(field => theme[field] !== settings[field]).length
  const barred = !isColor(theme.chatPrimaryColor) || !theme.chatWelcomeMessage.trim()
  const publish = async () => {
    setBusy(true)
    const refusal = await saveSettings(theme)
    setBusy(false)
    const weak = refusal?.problem?.errors?.some(error => error.code === 'low_contrast')
    setFault(weak ? 'Text on this colour would be hard to read.' : undefined)
    if (!refusal) setDraft({})
  }
  return (
    <Page
      title="Look"
      wide
      action={
        allowed && (
          <>
            <span class="meta" role="status">
              {changes === 0 ? 'As published' : `${changes} ${changes === 1 ? 'change' : 'changes'}`}
            </span>
            <Button kind="quiet" disabled={changes === 0} onClick={() => setDraft({})}>
              Discard
            </Button>
            <Button kind="primary" disabled={changes === 0 || barred || busy} onClick={publish}>
              Publish
            </Button>
          </>
        )
      }
    >
      <div class="theme">
        <div class="themeform">
          {!allowed && <NotAllowed what="change the widget" />}
          <ThemeForm
            theme={theme}
            disabled={!allowed}
            fault={fault}
            onChange={change => {
              setFault(undefined)
              setDraft({ ...draft, ...change })
            }}
          />
        </div>
        <WidgetPreview settings={{ ...settings, ...theme }} />
      </div>
    </Page>
  )
}

function pick(settings: Settings): Theme {
  const { chatPrimaryColor, chatTheme, chatPosition, chatWelcomeMessage } = settings
  const { chatShowAgentAvatar, chatCollectName, chatCollectEmail, chatIsActive } = settings
  return {
    chatPrimaryColor,
    chatTheme,
    chatPosition,
    chatWelcomeMessage,
    chatShowAgentAvatar,
    chatCollectName,
    chatCollectEmail,
    chatIsActive,
  }
}
