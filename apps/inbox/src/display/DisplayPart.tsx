import { Hint, TextArea } from '../look/Field.tsx'
import { Switch } from '../look/Switch.tsx'
import type { Faults } from '../settings/faults.ts'
import { Part } from '../settings/Page.tsx'
import type { DisplayForm } from './form.ts'
import { PAGE_FAULTS } from './page-faults.ts'

/** On which pages and devices the widget shows itself. */
export function DisplayPart({ form, hasHours, faults, onChange }: DisplayPartProps) {
  const change = (more: Partial<DisplayForm>) => onChange({ ...form, ...more })
  const pages = (name: 'onlyOn' | 'neverOn') => ({
    rows: Math.max(2, form[name].split('\n').length),
    value: form[name],
    onValue: (value: string) => change({ [name]: value }),
    fault:
      faults.at(`/chatDisplay/${name}`, PAGE_FAULTS) ?? faults.below(`/chatDisplay/${name}`, PAGE_FAULTS),
  })
  return (
    <Part
      title="Where it shows"
      say="Where a rule says no, there is no launcher; your pages can still open the chat."
    >
      <div class="pair">
        <TextArea
          label="Only on these pages"
          placeholder="Everywhere"
          hint="One path on each line; * stands for anything, as in /shop/*"
          {...pages('onlyOn')}
        />
        <TextArea
          label="Never on these pages"
          placeholder="Nowhere"
          hint="Goes before the others, as in /checkout/*"
          {...pages('neverOn')}
        />
      </div>
      <div class="switches">
        <Switch label="On computers" on={form.desktop} onChange={desktop => change({ desktop })} />
        <Switch label="On phones" on={form.mobile} onChange={mobile => change({ mobile })} />
        <Hint
          fault={faults.at('/chatDisplay/devices', {
            out_of_range: 'On neither it would show nowhere. To switch the widget off, see Look.',
          })}
        />
        <Switch
          label="Hide while closed"
          hint={
            hasHours
              ? 'It comes back when you open.'
              : 'Needs opening hours; without them it is never hidden.'
          }
          on={form.hidesWhenClosed}
          onChange={hidesWhenClosed => change({ hidesWhenClosed })}
        />
      </div>
    </Part>
  )
}

interface DisplayPartProps {
  form: DisplayForm
  hasHours: boolean
  faults: Faults
  onChange: (form: DisplayForm) => void
}
