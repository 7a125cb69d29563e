import { ArrowDown, ArrowUp, GripVertical, Trash2 } from 'lucide-preact'
import { Button, IconButton } from '../look/Button.tsx'
import { Icon } from '../look/Icon.tsx'
import type { Faults } from '../settings/faults.ts'
import { Opener } from '../settings/Opener.tsx'
import type { Kind, Question } from './form.ts'
import { kindLabel } from './kinds.ts'
import { QuestionFields } from './QuestionFields.tsx'

/** One question: a line that can be moved, and below it, when opened, all that can be changed. */
export function QuestionRow(props: RowProps) {
  const { question, answerKey, pointer, faults, isOpen, drag, grip, onOpen } = props
  const { id, label, kind, required } = question
  const isFaulty = faults.touches(pointer)
  const shown = isOpen || isFaulty
  const name = label.trim() || 'New question'
  return (
    <li class={`question ${drag}`}>
      <div class="line">
        <button
          type="button"
          class="icon grip"
          {...grip}
          aria-label={`Move ${name}`}
          title="Drag, or press ↑ or ↓"
        >
          <Icon of={GripVertical} />
        </button>
        <Opener
          name={name}
          about={`${kindLabel(kind)}${required ? ' · must be answered' : ''}`}
          shown={shown}
          controls={`question-${id}`}
          onClick={() => onOpen(!isOpen)}
        />
      </div>
      {shown && (
        <div class="inside" id={`question-${id}`}>
          <QuestionFields {...props} answerKey={answerKey} />
          <div class="row">
            <IconButton
              label="Move up"
              icon={ArrowUp}
              disabled={props.isFirst}
              onClick={() => props.onMove(-1)}
            />
            <IconButton
              label="Move down"
              icon={ArrowDown}
              disabled={props.isLast}
              onClick={() => props.onMove(1)}
            />
            <span class="grow" />
            <Button small kind="danger" icon={Trash2} onClick={props.onRemove}>
              Remove
            </Button>
          </div>
        </div>
      )}
    </li>
  )
}

export interface RowProps {
  question: Question
  /** Under which its answers are kept. */
  answerKey: string
  pointer: string
  /** What the other questions ask for. */
  taken: readonly Kind[]
  faults: Faults
  isOpen: boolean
  isFirst: boolean
  isLast: boolean
  drag: string
  grip: object
  onMove: (step: number) => void
  onOpen: (isOpen: boolean) => void
  onChange: (change: Partial<Question>) => void
  onRemove: () => void
}
