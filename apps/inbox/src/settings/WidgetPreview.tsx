import { ownPictureKey, type Theme, type WidgetSettings } from '@halloo/protocol'
import type { Preview } from '@halloo/widget/preview'
import { Monitor, Moon, Smartphone, Sun } from 'lucide-preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Segment } from '../look/Segment.tsx'
import { Trouble } from '../look/Trouble.tsx'
import { previewCss } from '../theme/preview-css.ts'

/** The real widget on a made-up page; it shows every change at once and sends nothing. */
export function WidgetPreview({ onHalf, onDevice, ...given }: PreviewProps) {
  const { settings, half, device } = given
  const root = useRef<HTMLDivElement>(null)
  const widget = useRef<Preview | null>(null)
  const [failed, setFailed] = useState(false)
  const shown = shownSettings(given)
  const latest = useRef(shown)
  latest.current = shown

  useEffect(() => {
    let over = false
    import('@halloo/widget/preview').then(
      ({ mountPreview }) => {
        if (over || !root.current) return
        widget.current = mountPreview(root.current, latest.current)
        widget.current.open()
      },
      () => setFailed(true),
    )
    return () => {
      over = true
      widget.current?.destroy()
      widget.current = null
    }
  }, [])
  const text = JSON.stringify(shown)
  useEffect(() => widget.current?.setSettings(latest.current), [text])
  const { launcher, header } = given.tokens
  const worn = launcher.picture && ownPictureKey(launcher.picture)
  // What was just chosen is to be seen: the launcher wears its picture while the panel is closed.
  useEffect(() => {
    if (worn && widget.current && root.current) closeUnfelt(widget.current, root.current)
  }, [worn])
  useEffect(() => widget.current?.open(), [header.picture, header.logo])

  return (
    <section class="stage" aria-label="Preview">
      <div class="stagetools">
        <Segment
          label="Visitor’s theme"
          value={half}
          options={[
            { value: 'light', label: 'Light', icon: Sun },
            { value: 'dark', label: 'Dark', icon: Moon },
          ]}
          onChange={onHalf}
        />
        <Segment
          label="Screen"
          value={device}
          options={[
            { value: 'desktop', label: 'Desktop', icon: Monitor },
            { value: 'phone', label: 'Phone', icon: Smartphone },
          ]}
          onChange={onDevice}
        />
      </div>
      {failed && <Trouble what="The preview could not be fetched." />}
      <div class={`website ${device} ${half}`} ref={root}>
        <b class="sitename">{settings.name}</b>
        <span class="hero" />
        <span class="block" />
        <span class="block" />
        <span class="block" />
      </div>
    </section>
  )
}

/** Closes the panel while somebody works in the form: what cannot have the focus takes it from nobody. */
function closeUnfelt(widget: Preview, stage: HTMLElement) {
  stage.inert = true
  widget.close()
  requestAnimationFrame(() => {
    stage.inert = false
  })
}

/** A phone's place is shown on the desktop that this page is seen on. */
function shownSettings({ settings, tokens, half, device }: Given): WidgetSettings {
  const { appearance, launcher, position } = tokens
  const { name, chatWelcomeMessage, chatShowAgentAvatar, chatCollectEmail, chatCollectName } = settings
  const place = position[device]
  return {
    ...{ name, chatWelcomeMessage, chatShowAgentAvatar, chatCollectEmail, chatCollectName },
    chatPosition: place.side,
    chatTheme: appearance === 'auto' ? half : appearance,
    chatPrimaryColor: tokens.colors.light.brand,
    css: previewCss({ ...tokens, position: { desktop: place, phone: place } }),
    ...(launcher.label && { launcherLabel: launcher.label }),
  }
}

interface Given {
  settings: Pick<
    WidgetSettings,
    'name' | 'chatWelcomeMessage' | 'chatShowAgentAvatar' | 'chatCollectEmail' | 'chatCollectName'
  >
  tokens: Theme
  half: 'light' | 'dark'
  device: 'desktop' | 'phone'
}

interface PreviewProps extends Given {
  onHalf: (half: Given['half']) => void
  onDevice: (device: Given['device']) => void
}
