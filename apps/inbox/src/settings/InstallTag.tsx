import { Refusal } from '@halloo/client'
import type { Settings } from '@halloo/protocol'
import { lazy, Suspense } from 'preact/compat'
import { useState } from 'preact/hooks'
import { client, store } from '../live/world.ts'
import { Button } from '../look/Button.tsx'
import { CopyButton } from './CopyButton.tsx'

const Confirm = lazy(() => import('../look/Confirm.tsx'))

/** The one line that puts the widget on a website, and a new key for it. */
export function InstallTag({ settings, allowed }: { settings: Settings; allowed: boolean }) {
  const [asking, setAsking] = useState(false)
  const tag = `<script async src="${location.origin}/widget/${settings.chatApiKey}.js"></script>`
  return (
    <section>
      <h2>Install</h2>
      <p class="meta">Paste this line into every page, anywhere before the end of the body.</p>
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
    </section>
  )
}

async function rotate() {
  try {
    store.putSettings(await client.call('POST /v1/settings/rotate-key', {}))
    return undefined
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.message
  }
}
