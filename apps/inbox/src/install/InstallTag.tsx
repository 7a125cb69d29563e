import { Refusal } from '@halloo/client'
import type { Settings } from '@halloo/protocol'
import { lazy, Suspense } from 'preact/compat'
import { useState } from 'preact/hooks'
import { useLoad } from '../live/load.ts'
import { client, store } from '../live/world.ts'
import { Button } from '../look/Button.tsx'
import { Segment } from '../look/Segment.tsx'
import { CopyButton } from '../settings/CopyButton.tsx'
import { Part } from '../settings/Page.tsx'

const Confirm = lazy(() => import('../look/Confirm.tsx'))

type Kind = 'floating' | 'pinned'
const KINDS = {
  floating: 'It brings each update by itself.',
  pinned:
    'Its bytes never change and are checked by their hash: for sites that demand it. It asks for your settings with one more request; replace it to get an update.',
}

/** The one line that puts the widget on a website, and a new key for it. */
export function InstallTag({ settings, allowed }: { settings: Settings; allowed: boolean }) {
  const [kind, setKind] = useState<Kind>('floating')
  const [asking, setAsking] = useState(false)
  const { data: pinned } = useLoad('pinned tag', fetchPinned)
  const { chatApiKey: key } = settings
  const tag =
    kind === 'pinned' && pinned
      ? `<script async src="${location.origin}/widget/v/${pinned.version}/loader.js" data-key="${key}" integrity="${pinned.integrity}" crossorigin="anonymous"></script>`
      : `<script async src="${location.origin}/widget/${key}.js"></script>`
  return (
    <Part
      title="Tag"
      say={`Paste this line into every page, anywhere before the end of the body. ${KINDS[kind]}`}
    >
      {pinned && (
        <Segment
          label="Kind of tag"
          value={kind}
          options={[
            { value: 'floating', label: 'Usual' },
            { value: 'pinned', label: 'Pinned' },
          ]}
          onChange={setKind}
        />
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keys */}
      <code class="code" tabIndex={0}>
        {tag}
      </code>
      <div class="row">
        <CopyButton text={tag} words="Copy tag" />
        {allowed && (
          <Button small kind="quiet" onClick={() => setAsking(true)}>
            New key …
          </Button>
        )}
      </div>
      {asking && (
        <Suspense fallback={null}>
          <Confirm
            title="Make a new widget key?"
            say="The tag changes with it. The former key works for seven more days, so that you can replace the tag everywhere."
            yes="Make a new key"
            onYes={rotate}
            onClose={() => setAsking(false)}
          />
        </Suspense>
      )}
    </Part>
  )
}

const fetchPinned = async (): Promise<{ version: string; integrity: string }> =>
  (await fetch('/widget/pinned.json')).json()

async function rotate() {
  try {
    store.putSettings(await client.call('POST /v1/settings/rotate-key', {}))
    return undefined
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.message
  }
}
