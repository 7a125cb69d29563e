import { RefreshCw, WifiOff } from 'lucide-preact'
import { link } from '../live/connection.ts'
import { Icon } from '../look/Icon.tsx'
import { outbox } from '../messages/outbox.ts'

/** Says that the network is away, what is kept, and when it is back. */
export function Strip() {
  const kept = outbox.value.filter(unsent => unsent.state !== 'failed').length
  return (
    <div role="status" class="strips">
      {link.value === 'offline' && (
        <div class="strip">
          <Icon of={WifiOff} />
          <span>No connection. {keptWords(kept)}</span>
        </div>
      )}
      {link.value === 'catching-up' && (
        <div class="strip">
          <Icon of={RefreshCw} />
          <span>Back again. Fetching what came meanwhile.</span>
        </div>
      )}
    </div>
  )
}

const keptWords = (kept: number) =>
  kept === 0
    ? 'What you write is kept.'
    : `${kept} ${kept === 1 ? 'reply is' : 'replies are'} kept and will be sent once.`
