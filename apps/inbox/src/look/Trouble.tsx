import { CircleAlert } from 'lucide-preact'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'

/** What failed, where it failed, and the way to try again. */
export function Trouble({ what, onRetry }: { what: string; onRetry?: (() => void) | undefined }) {
  return (
    <div class="strip bad" role="alert">
      <Icon of={CircleAlert} />
      <span class="grow">{what}</span>
      {onRetry && (
        <Button small kind="danger" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  )
}
