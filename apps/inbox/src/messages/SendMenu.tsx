import { effect, signal } from '@preact/signals'
import { ChevronDown, CircleCheck, CornerDownLeft } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { Icon } from '../look/Icon.tsx'
import { Menu } from '../look/Menu.tsx'

/** Whether Enter alone sends; with the command key it always does. */
export const sendsByEnter = signal(localStorage.getItem('halloo.enter') !== 'newline')
effect(() => localStorage.setItem('halloo.enter', sendsByEnter.value ? 'send' : 'newline'))

/** What else Send can mean. */
export function SendMenu({
  disabled,
  onSendAndResolve,
}: {
  disabled: boolean
  onSendAndResolve: () => void
}) {
  const [open, setOpen] = useState(false)
  return (
    <Menu
      label="More ways to send"
      class="btn primary small"
      open={open}
      onOpen={setOpen}
      sections={[
        { items: [{ label: 'Send and resolve', icon: CircleCheck, disabled, onSelect: onSendAndResolve }] },
        {
          items: [
            {
              label: 'Enter sends',
              icon: CornerDownLeft,
              checked: sendsByEnter.value,
              onSelect: () => {
                sendsByEnter.value = !sendsByEnter.value
              },
            },
          ],
        },
      ]}
    >
      <Icon of={ChevronDown} size={14} />
    </Menu>
  )
}
