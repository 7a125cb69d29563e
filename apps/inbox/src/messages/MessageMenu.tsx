import type { Message } from '@halloo/protocol'
import { Copy, Ellipsis, Pencil, Trash2 } from 'lucide-preact'
import { lazy, Suspense } from 'preact/compat'
import { useState } from 'preact/hooks'
import { Icon } from '../look/Icon.tsx'
import { Menu, type MenuItem } from '../look/Menu.tsx'
import { toast } from '../look/Toast.tsx'
import { beginEditing, deleteMessage, mayDelete, mayEdit } from './actions.ts'

const Confirm = lazy(() => import('../look/Confirm.tsx'))

/** What can be done with a message; beside it, where it covers nothing. */
export function MessageMenu({ message }: { message: Message }) {
  const [open, setOpen] = useState(false)
  const [asking, setAsking] = useState(false)
  const [edit, remove] = [mayEdit(message), mayDelete(message)]
  if (!edit && !remove) return null
  const copy = () => void navigator.clipboard.writeText(message.content).then(() => toast('Text copied'))
  const items: MenuItem[] = [
    ...(edit ? [{ label: 'Edit', icon: Pencil, onSelect: () => beginEditing(message.id) }] : []),
    ...(message.content ? [{ label: 'Copy text', icon: Copy, onSelect: copy }] : []),
  ]
  const deletion: MenuItem[] = remove
    ? [{ label: 'Delete', icon: Trash2, danger: true, onSelect: () => setAsking(true) }]
    : []
  return (
    <>
      <Menu
        label="Message actions"
        title="Message actions"
        class="icon acts"
        open={open}
        onOpen={setOpen}
        sections={[{ items }, { items: deletion }].filter(section => section.items.length > 0)}
      >
        <Icon of={Ellipsis} />
      </Menu>
      {asking && (
        <Suspense fallback={null}>
          <Confirm
            title="Delete this message?"
            say="Its words and files are gone for everybody, the contact too. That a message was here stays visible."
            yes="Delete"
            onYes={() => deleteMessage(message)}
            onClose={() => setAsking(false)}
          />
        </Suspense>
      )}
    </>
  )
}
