import type { Department } from '@halloo/protocol'
import { useState } from 'preact/hooks'
import { useSubmit } from '../auth/use-submit.ts'
import { Button } from '../look/Button.tsx'
import { Dialog } from '../look/Dialog.tsx'
import { TextField } from '../look/Field.tsx'
import { saveDepartment } from './actions.ts'

/** Name and description of a department, new or old. */
export default function DepartmentDialog({
  department,
  onClose,
}: {
  department: Department | null
  onClose: () => void
}) {
  const [name, setName] = useState(department?.name ?? '')
  const [description, setDescription] = useState(department?.description ?? '')
  const { busy, fault, onSubmit } = useSubmit(async () => {
    const trouble = await saveDepartment(department?.id ?? null, {
      name: name.trim(),
      description: description.trim(),
    })
    if (!trouble) onClose()
    return trouble
  })
  return (
    <Dialog title={department ? 'Rename department' : 'New department'} onClose={onClose}>
      <form onSubmit={onSubmit}>
        <TextField label="Name" required maxLength={80} value={name} onValue={setName} fault={fault} />
        <TextField
          label="Description"
          maxLength={500}
          value={description}
          onValue={setDescription}
          hint="Visitors read it when they choose."
        />
        <div class="actions">
          <Button kind="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button kind="primary" type="submit" disabled={busy || !name.trim()}>
            {department ? 'Save' : 'Create'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
