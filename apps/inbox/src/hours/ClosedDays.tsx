import { Plus, X } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { minute } from '../live/now.ts'
import { Button, IconButton } from '../look/Button.tsx'
import { Hint, TextField } from '../look/Field.tsx'
import type { Faults } from '../settings/faults.ts'
import { wallTime } from './hours-now.ts'

/** Days on which nobody comes, whatever the week says. */
export function ClosedDays({ closed, timeZone, faults, onChange }: ClosedDaysProps) {
  const [typed, setTyped] = useState('')
  const [fault, setFault] = useState<string>()
  const today = wallTime(timeZone, minute.value).date
  const add = () => {
    if (!typed) return setFault('Choose a day.')
    if (closed.includes(typed)) return setFault('This one is in the list already.')
    onChange([...closed, typed].sort())
    setTyped('')
    setFault(undefined)
  }
  return (
    <div class="closeddays">
      <h3>Closed days</h3>
      {closed.length > 0 && (
        <ul class="lines">
          {closed.map(date => (
            <li key={date}>
              <span class="grow cut num">
                {dayOf(date)}
                {date < today && <span class="meta"> · over</span>}
              </span>
              <IconButton
                label={`Remove ${dayOf(date)}`}
                icon={X}
                onClick={() => onChange(closed.filter(one => one !== date))}
              />
            </li>
          ))}
        </ul>
      )}
      <Hint fault={faults.at('/chatHours/closed') ?? faults.below('/chatHours/closed')} />
      <div class="oneline">
        <TextField
          label="Add a closed day"
          type="date"
          value={typed}
          onValue={value => {
            setTyped(value)
            setFault(undefined)
          }}
          fault={fault}
        />
        <Button icon={Plus} onClick={add}>
          Add
        </Button>
      </div>
    </div>
  )
}

const DAY = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})
const dayOf = (date: string) => DAY.format(new Date(date)).replace(',', '')

interface ClosedDaysProps {
  closed: readonly string[]
  timeZone: string
  faults: Faults
  onChange: (closed: string[]) => void
}
