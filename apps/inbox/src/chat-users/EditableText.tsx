import { useEffect, useRef, useState } from 'preact/hooks'
import { Hint } from '../look/Field.tsx'

const EMAIL = { type: 'email' } as const
const TEXT = { type: 'text' } as const

/** Words that turn into a field when pressed; Enter saves, Escape leaves them as they were. */
export function EditableText({
  label,
  value,
  shown,
  type = 'text',
  strong,
  disabled,
  onSave,
}: EditableProps) {
  const [text, setText] = useState<string | null>(null)
  const [fault, setFault] = useState<string>()
  const input = useRef<HTMLInputElement>(null)
  const editing = text !== null
  useEffect(() => {
    if (editing) input.current?.select()
  }, [editing])

  const leave = () => {
    setText(null)
    setFault(undefined)
  }
  const save = async () => {
    if (text === null || text.trim() === (value ?? '')) return leave()
    const trouble = await onSave(text.trim())
    if (trouble) setFault(trouble)
    else leave()
  }
  if (disabled) return <span class={`cut ${strong ? 'strong' : ''}`}>{shown}</span>
  if (!editing)
    return (
      <button
        type="button"
        class={`editable cut ${strong ? 'strong' : ''} ${value ? '' : 'unknown'}`}
        aria-label={`${label}: ${shown}. Change`}
        title={shown}
        onClick={() => setText(value ?? '')}
      >
        {shown}
      </button>
    )
  return (
    <span class="editing">
      <input
        ref={input}
        class="input"
        {...(type === 'email' ? EMAIL : TEXT)}
        aria-label={label}
        aria-invalid={fault ? true : undefined}
        value={text}
        onInput={event => setText(event.currentTarget.value)}
        onBlur={save}
        onKeyDown={event => {
          if (event.key === 'Enter') void save()
          if (event.key === 'Escape') {
            event.stopPropagation()
            leave()
          }
        }}
      />
      <Hint fault={fault} />
    </span>
  )
}

interface EditableProps {
  label: string
  value: string | null
  shown: string
  type?: 'text' | 'email'
  strong?: boolean
  disabled?: boolean
  /** Answers with what went wrong, if something did. */
  onSave: (value: string) => Promise<string | undefined>
}
