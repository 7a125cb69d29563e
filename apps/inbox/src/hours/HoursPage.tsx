import './hours.css'
import type { Settings } from '@halloo/protocol'
import { DisplayPart } from '../display/DisplayPart.tsx'
import { displayCodec, greetingsCodec } from '../display/form.ts'
import { Greetings } from '../display/Greetings.tsx'
import { world } from '../live/world.ts'
import { Bones } from '../look/Bones.tsx'
import { DraftPage } from '../settings/DraftPage.tsx'
import { draftOf } from '../settings/drafts.ts'
import { useSaving } from '../settings/use-saving.ts'
import { hoursCodec } from './form.ts'
import { HoursPart } from './HoursPart.tsx'

/** When the team is there, where the widget shows itself, and what it says by itself. */
export default function HoursPage() {
  const { settings } = world.value
  return settings ? <Editor settings={settings} /> : <Bones faces={false} />
}

function Editor({ settings }: { settings: Settings }) {
  const hours = draftOf(settings, 'chatHours', hoursCodec)
  const display = draftOf(settings, 'chatDisplay', displayCodec)
  const greetings = draftOf(settings, 'chatGreetings', greetingsCodec)
  const saving = useSaving([hours, display, greetings])
  const { faults } = saving
  return (
    <DraftPage title="Hours and greetings" what="change hours and greetings" saving={saving}>
      <HoursPart form={hours.form} faults={faults} onChange={hours.change} />
      <DisplayPart form={display.form} hasHours={hours.form.on} faults={faults} onChange={display.change} />
      <Greetings greetings={greetings.form} faults={faults} onChange={greetings.change} />
    </DraftPage>
  )
}
