import { Button } from '../look/Button.tsx'
import { Dialog } from '../look/Dialog.tsx'
import { CopyButton } from '../settings/CopyButton.tsx'

/** The one time that a secret is seen. */
export default function NewSecret({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    <Dialog
      title="Your new secret"
      say="It is shown this once. Keep it where your server keeps its other secrets; never in a page, an app or a repository."
      onClose={onClose}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keys */}
      <code class="code" tabIndex={0}>
        {secret}
      </code>
      <div class="actions">
        <CopyButton text={secret} words="Copy secret" />
        <Button kind="primary" onClick={onClose}>
          I have kept it
        </Button>
      </div>
    </Dialog>
  )
}
