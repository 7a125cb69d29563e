import { useState } from 'preact/hooks'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { Hint } from './Field.tsx'

/** Asks once before something that cannot be taken back. */
export default function Confirm({ title, say, yes, onYes, onClose }: ConfirmProps) {
  const [fault, setFault] = useState<string>()
  const [busy, setBusy] = useState(false)
  const act = async () => {
    setBusy(true)
    const trouble = await onYes()
    setBusy(false)
    if (trouble) setFault(trouble)
    else onClose()
  }
  return (
    <Dialog title={title} say={say} onClose={onClose}>
      <Hint fault={fault} />
      <div class="actions">
        <Button kind="quiet" onClick={onClose}>
          Cancel
        </Button>
        <Button kind="danger" disabled={busy} onClick={act}>
          {yes}
        </Button>
      </div>
    </Dialog>
  )
}

interface ConfirmProps {
  title: string
  say: string
  yes: string
  /** Answers with what went wrong, if something did. */
  onYes: () => Promise<string | undefined>
  onClose: () => void
}
