import { pictureOrigins, type Settings } from '@halloo/protocol'
import { useLoad } from '../live/load.ts'
import { client, store, world } from '../live/world.ts'
import { CopyButton } from '../settings/CopyButton.tsx'
import { Part } from '../settings/Page.tsx'

/** What a site that has a content security policy must add to it. */
export function PolicyLine({ settings }: { settings: Settings }) {
  const { chatApiKey: key } = settings
  useLoad('theme', async () => store.putTheme(await client.call('GET /v1/theme', {})))
  const { theme } = world.value
  const { data } = useLoad(`files of ${key}`, () => client.call('POST /v1/widget/doctor', { body: { key } }))
  const own = location.origin
  const files = data?.filesUrl ?? own
  // A draft's, too: the policy has to be there before its pictures.
  const looks = [theme?.published, theme?.draft].flatMap(look => look?.tokens ?? [])
  const pictures = new Set([own, files, ...looks.flatMap(tokens => pictureOrigins(tokens, own))])
  const line = [
    `script-src ${own}`,
    // Voice notes are fetched, too.
    `connect-src ${[own, own.replace(/^http/, 'ws'), ...(files === own ? [] : [files])].join(' ')}`,
    `img-src ${[...pictures].join(' ')}`,
  ].join(';\n')
  return (
    <Part
      title="Content security policy"
      say="If your website sends one, add these sources to its directives. A nonce on the tag with 'strict-dynamic' does instead of the first. Styles need nothing."
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keys */}
      <code class="code" tabIndex={0}>
        {line}
      </code>
      <div class="row">
        <CopyButton text={line.replaceAll('\n', ' ')} words="Copy line" />
      </div>
    </Part>
  )
}
