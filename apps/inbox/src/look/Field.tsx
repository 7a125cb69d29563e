import { CircleAlert } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { Icon } from './Icon.tsx'

/** A labelled line of text with its hint or its fault. */
export const TextField = ({ label, value, onValue, type = 'text', hint, fault, ...rest }: FieldProps) => (
  <Labelled {...{ label, hint, fault }}>
    {own => (
      <input
        {...rest}
        {...TYPES[type]}
        {...own}
        value={value}
        onInput={event => onValue(event.currentTarget.value)}
      />
    )}
  </Labelled>
)

/** The same with several lines. */
export const TextArea = ({ label, value, onValue, hint, fault, ...rest }: AreaProps) => (
  <Labelled {...{ label, hint, fault }}>
    {own => (
      <textarea {...rest} {...own} value={value} onInput={event => onValue(event.currentTarget.value)} />
    )}
  </Labelled>
)

function Labelled({ label, hint, fault, children }: LabelledProps) {
  const id = useId()
  const described = fault || hint ? `${id}-hint` : undefined
  return (
    <div class="field">
      <label class="label" for={id}>
        {label}
      </label>
      {children({
        id,
        class: 'input',
        'aria-invalid': fault ? true : undefined,
        'aria-describedby': described,
      })}
      <Hint id={described} hint={hint} fault={fault} />
    </div>
  )
}

export function Hint({
  id,
  hint,
  fault,
}: {
  id?: string | undefined
  hint?: ComponentChildren
  fault?: ComponentChildren
}) {
  if (fault)
    return (
      <span class="hint bad" id={id} role="alert">
        <Icon of={CircleAlert} size={14} />
        <span>{fault}</span>
      </span>
    )
  return hint ? (
    <span class="hint" id={id}>
      {hint}
    </span>
  ) : null
}

const TYPES = {
  text: { type: 'text' },
  email: { type: 'email' },
  url: { type: 'url' },
  date: { type: 'date' },
} as const

interface AreaProps extends Pick<FieldProps, 'label' | 'value' | 'onValue' | 'hint' | 'fault'> {
  rows?: number
  maxLength?: number
  placeholder?: string
}

interface FieldProps {
  label: string
  value: string
  onValue: (value: string) => void
  type?: keyof typeof TYPES
  hint?: ComponentChildren
  fault?: ComponentChildren
  autocomplete?: string
  inputMode?: 'text' | 'numeric'
  required?: boolean
  maxLength?: number
  placeholder?: string
  disabled?: boolean
}

interface LabelledProps extends Pick<FieldProps, 'label' | 'hint' | 'fault'> {
  /** Draws the field itself, with what ties it to its label and its hint. */
  children: (own: {
    id: string
    class: string
    'aria-invalid': true | undefined
    'aria-describedby': string | undefined
  }) => ComponentChildren
}
