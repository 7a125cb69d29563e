import { DEFAULT_THEME, type PreChat, type Settings, type WidgetSettings } from '@halloo/protocol'
import type { FormPreview as Preview } from '@halloo/widget/preview-form'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useLoad } from '../live/load.ts'
import { client } from '../live/world.ts'
import { Trouble } from '../look/Trouble.tsx'
import { previewCss } from '../theme/preview-css.ts'

/** The real form, as visitors would see it; what is written into it goes nowhere. */
export function FormPreview({ settings, preChat }: { settings: Settings; preChat: PreChat | null }) {
  const place = useRef<HTMLDivElement>(null)
  const preview = useRef<Preview | null>(null)
  const [failed, setFailed] = useState(false)
  const { data } = useLoad(`look ${settings.version}`, () => client.call('GET /v1/theme', {}))
  const shown = shownSettings(settings, preChat, previewCss(data?.published.tokens ?? DEFAULT_THEME))
  const latest = useRef(shown)
  latest.current = shown
  const isAsking =
    settings.chatCollectName || settings.chatCollectEmail || !!preChat?.fields.length || !!preChat?.consent

  useEffect(() => {
    if (!isAsking) return
    let over = false
    import('@halloo/widget/preview-form').then(
      ({ mountFormPreview }) => {
        const host = document.createElement('div')
        if (over || !place.current) return
        place.current.append(host)
        preview.current = mountFormPreview(host, latest.current)
      },
      () => setFailed(true),
    )
    return () => {
      over = true
      preview.current?.destroy()
      preview.current = null
      place.current?.replaceChildren()
    }
  }, [isAsking])
  const text = JSON.stringify(shown)
  useEffect(() => preview.current?.show(latest.current), [text])

  return (
    <section class="formpreview" aria-label="Preview">
      <h2>As visitors see it</h2>
      {failed && <Trouble what="The preview could not be fetched." />}
      {isAsking ? (
        <div class="formstage" ref={place} />
      ) : (
        <p class="nothing">No form: the conversation begins with the visitor’s own words.</p>
      )}
    </section>
  )
}

function shownSettings(settings: Settings, chatPreChat: PreChat | null, css: string): WidgetSettings {
  const { name, chatPrimaryColor, chatPosition, chatWelcomeMessage } = settings
  const { chatShowAgentAvatar, chatCollectEmail, chatCollectName, chatTheme } = settings
  const night = matchMedia('(prefers-color-scheme: dark)').matches
  return {
    name,
    chatPrimaryColor,
    chatPosition,
    chatWelcomeMessage,
    chatShowAgentAvatar,
    chatCollectEmail,
    chatCollectName,
    chatTheme: chatTheme === 'auto' ? (night ? 'dark' : 'light') : chatTheme,
    chatPreChat: chatPreChat && { ...chatPreChat, fields: chatPreChat.fields.filter(isWhole) },
    css,
  }
}

/** What is only begun would draw an empty label. */
const isWhole = ({ label }: PreChat['fields'][number]) => label.trim() !== ''
