import { Copy, Plus, X } from 'lucide-preact'
import { nanoid } from 'nanoid'
import { useRef } from 'preact/hooks'
import { Button, IconButton } from '../look/Button.tsx'
import { Hint } from '../look/Field.tsx'
import type { Faults } from '../settings/faults.ts'
import { DAYS, type Day, inOrder, type Span } from './form.ts'
import { SpanFields } from './SpanFields.tsx'

const NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const
const WORKDAYS: readonly Day[] = [2, 3, 4, 5]
const MOST = 50

/** The days of the week with their hours; a day may have several, or none. */
export function Week({ week, faults, onChange }: WeekProps) {
  const box = useRef<HTMLDivElement>(null)
  const monday = week.filter(({ day }) => day === 1)
  const add = (day: Day) => {
    const last = week.findLast(span => span.day === day)
    const [opens, closes] = last ? afterThat(last.closes) : ['09:00', '17:00']
    onChange(inOrder([...week, { id: nanoid(), day, opens, closes }]))
  }
  const remove = ({ id, day }: Span) => {
    onChange(week.filter(span => span.id !== id))
    box.current?.querySelector<HTMLElement>(`[data-day="${day}"] .add`)?.focus()
  }
  const copyMonday = () =>
    onChange(
      inOrder([
        ...week.filter(({ day }) => !WORKDAYS.includes(day)),
        ...WORKDAYS.flatMap(day => monday.map(span => ({ ...span, id: nanoid(), day }))),
      ]),
    )
  return (
    <div ref={box}>
      <ul class="week">
        {DAYS.map(day => {
          const name = NAMES[day - 1] ?? ''
          const spans = week.filter(span => span.day === day)
          return (
            <li key={day} data-day={day}>
              <b>{name}</b>
              <div class="spans">
                {spans.length === 0 && <span class="shut">Closed</span>}
                {spans.map((span, nth) => (
                  <div class="span" key={span.id}>
                    <SpanFields
                      span={span}
                      label={spans.length > 1 ? `${name}, ${nth + 1}` : name}
                      pointer={`/chatHours/week/${week.indexOf(span)}`}
                      faults={faults}
                      onChange={next => onChange(week.with(week.indexOf(span), next))}
                    />
                    <IconButton
                      label={`Remove ${span.opens} to ${span.closes} on ${name}`}
                      icon={X}
                      onClick={() => remove(span)}
                    />
                  </div>
                ))}
              </div>
              <IconButton
                class="add"
                label={`Add hours on ${name}`}
                icon={Plus}
                disabled={week.length >= MOST}
                onClick={() => add(day)}
              />
            </li>
          )
        })}
      </ul>
      <Hint fault={faults.at('/chatHours/week')} />
      {monday.length > 0 && (
        <Button small icon={Copy} onClick={copyMonday}>
          Monday’s hours for Tuesday to Friday
        </Button>
      )}
    </div>
  )
}

/** The hours that one may mean after others: an hour later, for three. */
function afterThat(closes: string): [string, string] {
  const hour = Number(closes.slice(0, 2)) || 0
  const at = (later: number) => `${String(Math.min(hour + later, 23)).padStart(2, '0')}:00`
  return hour < 22 ? [at(1), at(4)] : ['09:00', '12:00']
}

interface WeekProps {
  week: readonly Span[]
  faults: Faults
  onChange: (week: Span[]) => void
}
