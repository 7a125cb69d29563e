import { Choice } from '../look/Choice.tsx'
import { Hint } from '../look/Field.tsx'
import { Segment } from '../look/Segment.tsx'
import { Switch } from '../look/Switch.tsx'
import type { Faults } from '../settings/faults.ts'
import { Part } from '../settings/Page.tsx'
import { ClosedDays } from './ClosedDays.tsx'
import { type HoursForm, hoursCodec } from './form.ts'
import { NowLine } from './NowLine.tsx'
import { Week } from './Week.tsx'
import { zonesWith } from './zones.ts'

/** When somebody is there to answer, and what visitors get otherwise. */
export function HoursPart({ form, faults, onChange }: HoursPartProps) {
  const { on, timeZone, week, closed, whenClosed } = form
  const change = (more: Partial<HoursForm>) => onChange({ ...form, ...more })
  const hours = hoursCodec.write(form)
  return (
    <Part
      title="Opening hours"
      say="Visitors are told when you are away and when you are back. Your team can write at any time."
    >
      <Switch
        label="Keep opening hours"
        hint="Off: the widget says nothing of hours."
        on={on}
        onChange={next => change({ on: next })}
      />
      {hours && (
        <>
          <NowLine hours={hours} />
          <div class="zone">
            <Choice
              label="Time zone"
              value={timeZone}
              options={zonesWith(timeZone)}
              onChange={next => change({ timeZone: next })}
            />
            <Hint fault={faults.at('/chatHours/timeZone')} />
          </div>
          <Week week={week} faults={faults} onChange={next => change({ week: next })} />
          <ClosedDays
            closed={closed}
            timeZone={timeZone}
            faults={faults}
            onChange={next => change({ closed: next })}
          />
          <div>
            <Segment
              label="While closed visitors get"
              value={whenClosed}
              options={[
                { value: 'form', label: 'A form' },
                { value: 'chat', label: 'The chat' },
              ]}
              onChange={next => change({ whenClosed: next })}
            />
            <p class="meta">
              {whenClosed === 'form'
                ? 'They leave a message and an e-mail address; it waits in the queue.'
                : 'They write as always, and are told that you are away.'}
            </p>
          </div>
        </>
      )}
    </Part>
  )
}

interface HoursPartProps {
  form: HoursForm
  faults: Faults
  onChange: (form: HoursForm) => void
}
