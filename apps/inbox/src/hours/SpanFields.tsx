import { useId } from 'preact/hooks'
import { Hint } from '../look/Field.tsx'
import type { Faults } from '../settings/faults.ts'
import type { Span } from './form.ts'

/** From when to when; what closes at or before it opens lasts into the next day. */
export function SpanFields({ span, label, pointer, faults, onChange }: SpanFieldsProps) {
  const id = useId()
  const { opens, closes } = span
  const isNight = opens !== '' && closes !== '' && closes <= opens
  const [faultA, faultB] = [faults.at(`${pointer}/opens`), faults.at(`${pointer}/closes`)]
  const fault = faultA ?? faultB
  const hint = isNight && (opens === closes ? 'Round the clock' : 'Closes on the next day')
  const described = fault || hint ? id : undefined
  return (
    <>
      <input
        type="time"
        class="input num"
        aria-label={`${label}: opens`}
        aria-invalid={faultA ? true : undefined}
        aria-describedby={described}
        value={opens}
        onInput={event => onChange({ ...span, opens: event.currentTarget.value })}
      />
      <span aria-hidden="true">–</span>
      <input
        type="time"
        class="input num"
        aria-label={`${label}: closes`}
        aria-invalid={faultB ? true : undefined}
        aria-describedby={described}
        value={closes}
        onInput={event => onChange({ ...span, closes: event.currentTarget.value })}
      />
      <Hint id={id} hint={hint} fault={fault} />
    </>
  )
}

interface SpanFieldsProps {
  span: Span
  /** Says which hours these are. */
  label: string
  pointer: string
  faults: Faults
  onChange: (span: Span) => void
}
