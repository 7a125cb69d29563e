import type { PreChatField } from '@halloo/protocol'
import { words } from '../words.ts'

interface FieldProps {
  field: PreChatField
  value: string
  fault: string | undefined
  onInput(value: string): void
}

const INPUTS = {
  email: { type: 'email', autocomplete: 'email', maxLength: 254 },
  phone: { type: 'tel', autocomplete: 'tel', maxLength: 30 },
  name: { type: 'text', autocomplete: 'name', maxLength: 120 },
  text: { type: 'text', autocomplete: 'off', maxLength: 500 },
} as const

/** One question, with what is wrong about its answer beneath. */
export function Field({ field, value, fault, onInput }: FieldProps) {
  const { key, type, required } = field
  const label = field.label || (key === 'name' ? words.name : words.email)
  const id = key.trim()
  const shared = {
    id: `field-${id}`,
    name: key,
    value,
    required,
    'aria-invalid': !!fault,
    ...(fault ? { 'aria-describedby': `fault-${id}` } : {}),
    onInput: (event: { currentTarget: { value: string } }) => onInput(event.currentTarget.value),
  }
  return (
    <label htmlFor={`field-${id}`}>
      <span dir="auto">
        {label}
        {!required && <small> ({words.optional})</small>}
      </span>
      {type === 'long' ? (
        <textarea rows={4} maxLength={key.trim() === 'message' ? 10_000 : 500} dir="auto" {...shared} />
      ) : type === 'choice' ? (
        <select {...shared}>
          <option value="">{words.choose}</option>
          {field.options?.map(option => (
            <option key={option}>{option}</option>
          ))}
        </select>
      ) : (
        <input dir="auto" {...INPUTS[key === 'name' ? 'name' : type]} {...shared} />
      )}
      {fault && (
        <small id={`fault-${id}`} class="bad" role="alert">
          {fault}
        </small>
      )}
    </label>
  )
}
