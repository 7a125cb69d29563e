import { Plus } from 'lucide-preact'
import { nanoid } from 'nanoid'
import { useRef, useState } from 'preact/hooks'
import { Button } from '../look/Button.tsx'
import { Hint } from '../look/Field.tsx'
import type { Faults } from '../settings/faults.ts'
import { Part } from '../settings/Page.tsx'
import type { GreetingForm } from './form.ts'
import { GreetingRow } from './GreetingRow.tsx'

const MOST = 10

/** What the widget says by itself, beside its launcher. */
export function Greetings({ greetings, faults, onChange }: GreetingsProps) {
  const add = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState<string | null>(null)
  const addOne = () => {
    const id = nanoid(12)
    onChange([...greetings, { id, text: '', afterSeconds: '10', onlyOn: '' }])
    setOpen(id)
  }
  return (
    <Part
      title="Greetings"
      say="A word beside the launcher. The first whose time has come shows, once in a visit; it becomes a message only if the visitor answers."
    >
      {greetings.length === 0 && <p class="nothing">The widget waits until it is opened.</p>}
      <ul class="rows">
        {greetings.map((greeting, at) => (
          <GreetingRow
            key={greeting.id}
            greeting={greeting}
            pointer={`/chatGreetings/${at}`}
            faults={faults}
            isOpen={open === greeting.id}
            onOpen={isOpen => setOpen(isOpen ? greeting.id : null)}
            onChange={next => onChange(greetings.with(at, next))}
            onRemove={() => {
              onChange(greetings.toSpliced(at, 1))
              add.current?.focus()
            }}
          />
        ))}
      </ul>
      <Hint fault={faults.at('/chatGreetings')} />
      <div class="row">
        <Button ref={add} icon={Plus} disabled={greetings.length >= MOST} onClick={addOne}>
          Add a greeting
        </Button>
        {greetings.length >= MOST && <span class="meta">Ten are the most.</span>}
      </div>
    </Part>
  )
}

interface GreetingsProps {
  greetings: readonly GreetingForm[]
  faults: Faults
  onChange: (greetings: GreetingForm[]) => void
}
