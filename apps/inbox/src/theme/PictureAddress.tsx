import { pictureFault } from '@halloo/protocol'
import { useEffect, useRef, useState } from 'preact/hooks'
import { TextField } from '../look/Field.tsx'

/** The address of a picture elsewhere; only a whole one is taken over. */
export function PictureAddress({ value, disabled, focused, onChange }: AddressProps) {
  const box = useRef<HTMLDivElement>(null)
  /** While somebody writes; else what is kept is shown. */
  const [typed, setTyped] = useState<string | null>(null)
  useEffect(() => {
    if (focused) box.current?.querySelector('input')?.focus()
  }, [focused])
  return (
    <div ref={box} onFocusOut={() => !(typed && pictureFault(typed)) && setTyped(null)}>
      <TextField
        label="Address"
        type="url"
        placeholder="https://"
        maxLength={500}
        disabled={disabled}
        value={typed ?? value ?? ''}
        fault={typed && pictureFault(typed) && 'An address that begins with https://'}
        onValue={next => {
          setTyped(next)
          if (next === '') onChange(null)
          else if (!pictureFault(next)) onChange(next)
        }}
      />
    </div>
  )
}

interface AddressProps {
  value: string | null
  disabled: boolean
  /** It was asked for just now. */
  focused: boolean
  onChange: (value: string | null) => void
}
