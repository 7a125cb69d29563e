import { ChevronDown } from 'lucide-preact'
import { useId } from 'preact/hooks'
import { Icon } from './Icon.tsx'

/** One of many, in the system's own list. `quiet` hides the label where the row already says it. */
export function Choice<T extends string>({
  label,
  quiet,
  value,
  options,
  disabled,
  onChange,
}: ChoiceProps<T>) {
  const id = useId()
  return (
    <div class="field">
      <label for={id} class={quiet ? 'hide' : 'label'}>
        {label}
      </label>
      <span class="choice">
        <select
          id={id}
          class="input"
          value={value}
          disabled={disabled}
          onChange={event => {
            const chosen = options.find(option => option.value === event.currentTarget.value)
            if (chosen) onChange(chosen.value)
          }}
        >
          {options.map(option => (
            <option key={option.value} value={option.value} selected={option.value === value}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon of={ChevronDown} />
      </span>
    </div>
  )
}

interface ChoiceProps<T> {
  label: string
  quiet?: boolean
  value: T
  options: readonly { value: T; label: string }[]
  disabled?: boolean
  onChange: (value: T) => void
}
