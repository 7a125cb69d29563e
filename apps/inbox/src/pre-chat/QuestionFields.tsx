import { useEffect, useRef } from 'preact/hooks'
import { Choice } from '../look/Choice.tsx'
import { TextArea, TextField } from '../look/Field.tsx'
import { Switch } from '../look/Switch.tsx'
import { KINDS, ONCE } from './kinds.ts'
import type { RowProps } from './QuestionRow.tsx'

/** What is asked, and how it is answered. */
export function QuestionFields({ question, answerKey, pointer, taken, faults, onChange }: FieldsProps) {
  const box = useRef<HTMLDivElement>(null)
  const { label, kind, options, required } = question
  useEffect(() => {
    // A new one is made to be named.
    if (!label) box.current?.querySelector('input')?.focus()
  }, [])
  const kinds = KINDS.filter(({ value }) => value === kind || !ONCE.includes(value) || !taken.includes(value))
  return (
    <div class="pair" ref={box}>
      <TextField
        label="Question"
        maxLength={120}
        placeholder={KINDS.find(({ value }) => value === kind)?.asks ?? ''}
        value={label}
        onValue={value => onChange({ label: value })}
        hint={ONCE.includes(kind) ? 'Fills the profile of the contact' : `Kept as ${answerKey}`}
        fault={faults.at(`${pointer}/label`) ?? faults.at(`${pointer}/key`)}
      />
      <Choice
        label="Answer"
        value={kind}
        options={kinds}
        // A key that has said “name” would go on saying it.
        onChange={next => onChange({ kind: next, ...(kind === 'name' && { key: '' }) })}
      />
      {kind === 'choice' && (
        <div class="whole">
          <TextArea
            label="Options"
            rows={Math.max(3, options.split('\n').length)}
            placeholder={'Order\nBill\nSomething else'}
            value={options}
            onValue={value => onChange({ options: value })}
            hint="One on each line, 20 at most"
            fault={
              faults.at(`${pointer}/options`, {
                out_of_range: 'Write at least one.',
                too_many: 'Twenty are the most.',
              }) ?? faults.below(`${pointer}/options`)
            }
          />
        </div>
      )}
      <div class="whole">
        <Switch
          label="Must be answered"
          hint="Without it there is no conversation."
          on={required}
          onChange={value => onChange({ required: value })}
        />
      </div>
    </div>
  )
}

type FieldsProps = Pick<RowProps, 'question' | 'answerKey' | 'pointer' | 'taken' | 'faults' | 'onChange'>
