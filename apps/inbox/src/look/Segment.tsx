import type { LucideIcon } from 'lucide-preact'
import { useId } from 'preact/hooks'
import { Icon } from './Icon.tsx'

/** One of a few, all in sight. */
export function Segment<T extends string>({ label, options, value, disabled, onChange }: SegmentProps<T>) {
  const name = useId()
  return (
    <fieldset class="opt bare" disabled={disabled}>
      <legend class="hide">{label}</legend>
      <span aria-hidden="true">{label}</span>
      <span class="segment">
        {options.map(option => (
          <label key={option.value}>
            <input
              type="radio"
              name={name}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.icon && <Icon of={option.icon} size={14} />}
            {option.label}
          </label>
        ))}
      </span>
    </fieldset>
  )
}

interface SegmentProps<T> {
  label: string
  options: readonly { value: T; label: string; icon?: LucideIcon }[]
  value: T
  disabled?: boolean
  onChange: (value: T) => void
}
