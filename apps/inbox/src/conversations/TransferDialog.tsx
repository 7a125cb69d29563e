import type { Conversation } from '@halloo/protocol'
import { useState } from 'preact/hooks'
import { world } from '../live/world.ts'
import { Button } from '../look/Button.tsx'
import { Dialog } from '../look/Dialog.tsx'
import { TextField } from '../look/Field.tsx'
import { transferConversation } from './actions.ts'

/** Hands a conversation over with a word for whoever takes it. */
export default function TransferDialog({ conversation, departmentId, onClose }: TransferProps) {
  const [note, setNote] = useState('')
  const [fault, setFault] = useState<string>()
  const [busy, setBusy] = useState(false)
  const name = world.value.departments[departmentId]?.name ?? 'the department'
  const submit = async (event: Event) => {
    event.preventDefault()
    setBusy(true)
    const trouble = await transferConversation(conversation, departmentId, note.trim())
    setBusy(false)
    if (trouble) setFault(trouble)
    else onClose()
  }
  return (
    <Dialog title={`Hand to ${name}`} say={`It will wait in the queue of ${name}.`} onClose={onClose}>
      <form onSubmit={submit}>
        <TextField
          label="Why, for your colleagues"
          value={note}
          onValue={setNote}
          maxLength={500}
          placeholder="They know this carrier"
          fault={fault}
        />
        <div class="actions">
          <Button kind="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button kind="primary" type="submit" disabled={busy}>
            Hand over
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

interface TransferProps {
  conversation: Conversation
  departmentId: string
  onClose: () => void
}
