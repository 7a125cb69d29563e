import { useEffect, useState } from 'preact/hooks'
import { TextField } from '../look/Field.tsx'

const isPicture = (value: string) => {
  const url = URL.canParse(value) ? new URL(value) : undefined
  return url?.protocol === 'https:' && !url.username && !url.password && value.length <= 500
}

/** The address of a picture; only a whole one is taken over. */
export function PictureField({ label, hint, value, disabled, onChange }: PictureProps) {
  const [typed, setTyped] = useState(value ?? '')
  useEffect(() => setTyped(value ?? ''), [value])
  const fault = typed !== '' && !isPicture(typed) && 'An address that begins with https://'
  return (
    <TextField
      label={label}
      type="url"
      placeholder="https://"
      maxLength={500}
      disabled={disabled}
      value={typed}
      hint={hint}
      fault={fault}
      onValue={next => {
        setTyped(next)
        if (next === '') onChange(null)
        else if (isPicture(next)) onChange(next)
      }}
    />
  )
}

interface PictureProps {
  label: string
  hint?: string
  value: string | null
  disabled: boolean
  onChange: (value: string | null) => void
}
