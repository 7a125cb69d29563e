import { Trash2 } from 'lucide-preact'
import { useEffect, useRef } from 'preact/hooks'
import { Button } from '../look/Button.tsx'
import { TextArea, TextField } from '../look/Field.tsx'
import type { Faults } from '../settings/faults.ts'
import { linesOf } from '../settings/lines.ts'
import { Opener } from '../settings/Opener.tsx'
import type { GreetingForm } from './form.ts'
import { PAGE_FAULTS } from './page-faults.ts'

/** One greeting: its words in a line, and below it, when opened, when and where it shows. */
export function GreetingRow({ greeting, pointer, faults, isOpen, onOpen, onChange, onRemove }: RowProps) {
  const inside = useRef<HTMLDivElement>(null)
  const { id, text, afterSeconds, onlyOn } = greeting
  const shown = isOpen || faults.touches(pointer)
  useEffect(() => {
    // A new one is made to be written.
    if (!text) inside.current?.querySelector('textarea')?.focus()
  }, [])
  return (
    <li class="question">
      <div class="line">
        <Opener
          name={text.trim() || 'New greeting'}
          about={whenWords(greeting)}
          shown={shown}
          controls={`greeting-${id}`}
          onClick={() => onOpen(!isOpen)}
        />
      </div>
      {shown && (
        <div class="inside" id={`greeting-${id}`} ref={inside}>
          <TextArea
            label="Words"
            rows={2}
            maxLength={300}
            placeholder="Can we help you choose?"
            value={text}
            onValue={next => onChange({ ...greeting, text: next })}
            fault={faults.at(`${pointer}/text`)}
          />
          <div class="pair">
            <TextField
              label="After seconds on a page"
              inputMode="numeric"
              autocomplete="off"
              value={afterSeconds}
              onValue={next => onChange({ ...greeting, afterSeconds: next })}
              hint="0 for at once, 3600 at most"
              fault={faults.at(`${pointer}/afterSeconds`, { out_of_range: 'A whole number from 0 to 3600.' })}
            />
            <TextArea
              label="Only on these pages"
              rows={Math.max(2, onlyOn.split('\n').length)}
              placeholder="Everywhere"
              value={onlyOn}
              onValue={next => onChange({ ...greeting, onlyOn: next })}
              hint="One path on each line, as in /shop/*"
              fault={
                faults.at(`${pointer}/onlyOn`, PAGE_FAULTS) ?? faults.below(`${pointer}/onlyOn`, PAGE_FAULTS)
              }
            />
          </div>
          <div class="row">
            <span class="grow" />
            <Button small kind="danger" icon={Trash2} onClick={onRemove}>
              Remove
            </Button>
          </div>
        </div>
      )}
    </li>
  )
}

function whenWords({ afterSeconds, onlyOn }: GreetingForm) {
  const seconds = Number(afterSeconds)
  const when = seconds === 0 ? 'At once' : `After ${afterSeconds} ${seconds === 1 ? 'second' : 'seconds'}`
  const pages = linesOf(onlyOn)
  return `${when} · ${pages.length ? `on ${pages.join(', ')}` : 'on every page'}`
}

interface RowProps {
  greeting: GreetingForm
  pointer: string
  faults: Faults
  isOpen: boolean
  onOpen: (isOpen: boolean) => void
  onChange: (greeting: GreetingForm) => void
  onRemove: () => void
}
