import { Search } from 'lucide-preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { client, store } from '../live/world.ts'
import { Dialog } from '../look/Dialog.tsx'
import { Icon } from '../look/Icon.tsx'
import { Keys } from '../look/Keys.tsx'
import { overlay } from './commands.ts'
import { matching, type PaletteEntry, paletteEntries } from './palette-entries.ts'

const close = () => {
  overlay.value = null
}

/** Type to do or to go; arrows move, Enter does. */
export default function Palette() {
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const found = matching(paletteEntries(), typed)
  const current = Math.min(at, Math.max(0, found.length - 1))
  useFarSearch(typed)
  const act = (entry: PaletteEntry | undefined) => {
    if (!entry) return
    close()
    // After the dialog has given focus back, so that a menu that opens may take it.
    setTimeout(entry.act)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step && found.length) setAt((current + step + found.length) % found.length)
    else if (event.key === 'Enter' && !event.isComposing) act(found[current])
    else return
    event.preventDefault()
  }
  return (
    <Dialog title="Search or jump to" titleHidden class="palette" focus={input} onClose={close}>
      <div class="q">
        <Icon of={Search} size={20} />
        <input
          ref={input}
          role="combobox"
          aria-label="Search or jump to"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-activedescendant={found.length ? `palette-${current}` : undefined}
          placeholder="Search or jump to"
          autocomplete="off"
          spellcheck={false}
          value={typed}
          onInput={event => {
            setTyped(event.currentTarget.value)
            setAt(0)
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div class="results" id="palette-list" role="listbox" aria-label="Results">
        {found.map((entry, index) => (
          <Result
            key={`${entry.group} ${entry.label} ${entry.detail ?? ''}`}
            entry={entry}
            index={index}
            heading={found[index - 1]?.group !== entry.group}
            selected={index === current}
            onAct={() => act(entry)}
          />
        ))}
        {found.length === 0 && <p class="none">Nothing is called that.</p>}
      </div>
      <footer>
        <span>
          <Keys of="up down" /> move
        </span>
        <span>
          <Keys of="enter" /> do
        </span>
        <span>
          <Keys of="esc" /> close
        </span>
      </footer>
    </Dialog>
  )
}

function Result({ entry, index, heading, selected, onAct }: ResultProps) {
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (selected) row.current?.scrollIntoView({ block: 'nearest' })
  }, [selected])
  return (
    <>
      {heading && <h3 role="presentation">{entry.group}</h3>}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys are the input's */}
      <div
        ref={row}
        role="option"
        tabIndex={-1}
        id={`palette-${index}`}
        aria-selected={selected}
        onClick={onAct}
      >
        <Icon of={entry.icon} />
        <span class="cut">{entry.label}</span>
        {entry.detail && <span class="meta cut">{entry.detail}</span>}
        {entry.keys && <Keys of={entry.keys} />}
      </div>
    </>
  )
}

interface ResultProps {
  entry: PaletteEntry
  index: number
  heading: boolean
  selected: boolean
  onAct: () => void
}

/** Conversations that are not here yet are asked for once typing pauses. */
function useFarSearch(typed: string) {
  useEffect(() => {
    const q = typed.trim()
    if (q.length < 2) return
    const timer = setTimeout(() => {
      client.call('GET /v1/conversations', { query: { q, limit: '10' } }).then(
        answer => store.putConversations(answer.items),
        () => {},
      )
    }, 250)
    return () => clearTimeout(timer)
  }, [typed])
}
