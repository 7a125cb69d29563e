import { Eye, EyeOff } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { useId, useState } from 'preact/hooks'
import { Hint } from '../look/Field.tsx'
import { Icon } from '../look/Icon.tsx'

export const SHORTEST_PASSWORD = 10
const SHOWN = { type: 'text' } as const
const HIDDEN = { type: 'password' } as const

/** A password that can be looked at. */
export function PasswordField({ label, value, onValue, fresh, beside, hint, fault }: PasswordProps) {
  const id = useId()
  const [shown, setShown] = useState(false)
  return (
    <div class="field">
      <label class="label" for={id}>
        {label}
      </label>
      <span class={`input ${fault ? 'bad' : ''}`}>
        <input
          id={id}
          {...(shown ? SHOWN : HIDDEN)}
          autocomplete={fresh ? 'new-password' : 'current-password'}
          required
          minLength={fresh ? SHORTEST_PASSWORD : undefined}
          value={value}
          aria-invalid={fault ? true : undefined}
          aria-describedby={fault || hint ? `${id}-hint` : undefined}
          onInput={event => onValue(event.currentTarget.value)}
        />
        <button
          type="button"
          class="eye"
          aria-label={shown ? 'Hide password' : 'Show password'}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
        >
          <Icon of={shown ? EyeOff : Eye} />
        </button>
      </span>
      {beside && <span class="beside">{beside}</span>}
      <Hint id={`${id}-hint`} hint={hint} fault={fault} />
    </div>
  )
}

interface PasswordProps {
  label: string
  value: string
  onValue: (value: string) => void
  fresh?: boolean
  beside?: ComponentChildren
  hint?: ComponentChildren
  fault?: ComponentChildren
}
