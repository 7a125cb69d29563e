import type { Settings } from '@halloo/protocol'
import { Plus, X } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { Button, IconButton } from '../look/Button.tsx'
import { TextField } from '../look/Field.tsx'
import { Part } from '../settings/Page.tsx'
import { saveSettings } from '../settings/save-settings.ts'
import { originOf } from './origin.ts'

/** On which websites the widget may stand; each is saved as it is added. */
export function AllowedDomains({ settings, allowed }: { settings: Settings; allowed: boolean }) {
  const [typed, setTyped] = useState('')
  const [fault, setFault] = useState<string>()
  const { chatAllowedDomains: all } = settings
  const add = async (event: Event) => {
    event.preventDefault()
    const origin = originOf(typed)
    if (!origin) return setFault('An address looks like https://shop.example.com')
    if (all.includes(origin)) return setFault('This one is in the list already.')
    const refusal = await saveSettings({ chatAllowedDomains: [...all, origin] })
    if (refusal) return setFault(refusal.message)
    setTyped('')
    setFault(undefined)
  }
  return (
    <Part title="Websites" say="The widget answers only on these. Scheme, name and port count.">
      <ul class="lines">
        {all.map(origin => (
          <li key={origin}>
            <span class="grow cut" title={origin}>
              {origin}
            </span>
            {allowed && (
              <IconButton
                label={`Remove ${origin}`}
                icon={X}
                onClick={() => void saveSettings({ chatAllowedDomains: all.filter(one => one !== origin) })}
              />
            )}
          </li>
        ))}
        {all.length === 0 && <li class="meta">None yet: the widget is refused everywhere but here.</li>}
      </ul>
      {allowed && (
        <form class="oneline" onSubmit={add}>
          <TextField
            label="Add a website"
            placeholder="https://shop.example.com"
            autocomplete="off"
            value={typed}
            onValue={value => {
              setTyped(value)
              setFault(undefined)
            }}
            fault={fault}
          />
          <Button type="submit" icon={Plus} disabled={!typed.trim()}>
            Add
          </Button>
        </form>
      )}
    </Part>
  )
}
