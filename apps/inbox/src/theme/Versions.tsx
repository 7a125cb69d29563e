import type { Answer, Theme, Themes } from '@halloo/protocol'
import { paletteOf } from '@halloo/protocol'
import { CircleCheck, PencilLine } from 'lucide-preact'
import { useEffect, useRef } from 'preact/hooks'
import { useLoad } from '../live/load.ts'
import { minute } from '../live/now.ts'
import { client, world } from '../live/world.ts'
import { Bones } from '../look/Bones.tsx'
import { Button } from '../look/Button.tsx'
import { Icon } from '../look/Icon.tsx'
import { Trouble } from '../look/Trouble.tsx'
import { shortMoment } from '../look/time.ts'

type Version = Answer<'GET /v1/theme/versions'>['items'][number]

/** What was published, the newest first, with a way back. */
export function Versions({ themes, allowed, onRestore, onClose }: VersionsProps) {
  const box = useRef<HTMLElement>(null)
  const { phase, data, retry } = useLoad(`theme versions ${themes.version}`, () =>
    client.call('GET /v1/theme/versions', { query: { limit: '100' } }),
  )
  useEffect(() => {
    const from = document.activeElement
    box.current?.focus()
    return () => {
      if (from instanceof HTMLElement) from.focus()
    }
  }, [])
  const items = data?.items ?? []
  return (
    <section
      ref={box}
      class="versions"
      aria-label="Versions"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keys.
      tabIndex={0}
      onKeyDown={event => event.key === 'Escape' && onClose()}
    >
      <h2>Versions</h2>
      {phase === 'failed' && <Trouble what="The versions could not be fetched." onRetry={retry} />}
      {phase === 'slow' && <Bones faces={false} />}
      <ul>
        {themes.draft && <Line version={themes.draft} name="Draft" mark={<Icon of={PencilLine} />} />}
        {phase === 'ready' && items.length === 0 && (
          <Line version={themes.published} name="1 · live" mark={<Icon of={CircleCheck} />} />
        )}
        {items.map(version => {
          const isLive = version.id === themes.published.id
          return (
            <Line
              key={version.id}
              version={version}
              name={isLive ? `${version.number} · live` : `${version.number}`}
              mark={
                isLive ? (
                  <Icon of={CircleCheck} />
                ) : (
                  allowed && (
                    <Button kind="quiet" small onClick={() => onRestore(version)}>
                      Restore<span class="hide"> version {version.number}</span>
                    </Button>
                  )
                )
              }
            />
          )
        })}
      </ul>
    </section>
  )
}

function Line({ version, name, mark }: { version: Version; name: string; mark: preact.ComponentChildren }) {
  const who = version.savedBy ? world.value.members[version.savedBy]?.name : 'At the beginning'
  return (
    <li>
      <Dot tokens={version.tokens} />
      <span class="grow">
        <b>{name}</b>
        <span class="meta">
          {[who, shortMoment(version.savedAt, minute.value)].filter(Boolean).join(', ')}
        </span>
      </span>
      {mark}
    </li>
  )
}

const Dot = ({ tokens }: { tokens: Theme }) => (
  <span class="swatch" style={{ background: paletteOf(tokens.colors, false).header }} />
)

interface VersionsProps {
  themes: Themes
  allowed: boolean
  onRestore: (version: Version) => void
  onClose: () => void
}
