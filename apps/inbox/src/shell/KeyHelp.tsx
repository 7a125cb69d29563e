import { Dialog } from '../look/Dialog.tsx'
import { Keys } from '../look/Keys.tsx'
import { overlay } from './commands.ts'
import { KEYS } from './keyboard.ts'

const WRITING = [
  { keys: 'enter', words: 'Send' },
  { keys: 'mod enter', words: 'Send' },
  { keys: 'shift enter', words: 'New line' },
  { keys: 'mod k', words: 'Search or jump to' },
  { keys: 'esc', words: 'Leave, close, back' },
]

/** Every key on one page. */
export default function KeyHelp() {
  return (
    <Dialog title="All keys" class="wide" onClose={() => (overlay.value = null)}>
      <KeyList of={KEYS} />
      <h2>While writing and everywhere</h2>
      <KeyList of={WRITING} />
      <p class="meta">Single keys can be switched off under Account.</p>
    </Dialog>
  )
}

const KeyList = ({ of }: { of: readonly { keys: string; words: string }[] }) => (
  <dl class="keylist">
    {of.map(row => (
      <div key={row.keys}>
        <dt>{row.words}</dt>
        <dd>
          <span class="hide">{row.keys}</span>
          <Keys of={row.keys} />
        </dd>
      </div>
    ))}
  </dl>
)
