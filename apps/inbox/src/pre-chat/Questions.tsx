import { Plus } from 'lucide-preact'
import { nanoid } from 'nanoid'
import { useRef, useState } from 'preact/hooks'
import { Button } from '../look/Button.tsx'
import { Hint } from '../look/Field.tsx'
import type { Faults } from '../settings/faults.ts'
import { Part } from '../settings/Page.tsx'
import { keysOf, type Question } from './form.ts'
import { QuestionRow } from './QuestionRow.tsx'
import { useReorder } from './use-reorder.ts'

const MOST = 10

/** What visitors are asked, in the order in which they are asked. */
export function Questions({ questions, faults, onChange }: QuestionsProps) {
  const list = useRef<HTMLOListElement>(null)
  const add = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState<string | null>(null)
  const [told, setTold] = useState('')
  const keys = keysOf(questions)
  const ids = questions.map(({ id }) => id)
  const { drag, move, grip } = useReorder(list, ids, (from, to) => {
    const moved = questions[from]
    if (!moved) return
    onChange(questions.toSpliced(from, 1).toSpliced(to, 0, moved))
    setTold(`${moved.label || 'Question'}: now ${to + 1} of ${questions.length}`)
  })
  const addOne = () => {
    const id = nanoid()
    onChange([...questions, { id, key: '', label: '', kind: 'text', options: '', required: false }])
    setOpen(id)
  }
  return (
    <Part
      title="Questions"
      say="Visitors answer them once, before their first message. What is not about the person stands beside the conversation."
    >
      {questions.length === 0 && <p class="nothing">Nothing more is asked.</p>}
      <ol class={drag?.gap === questions.length ? 'rows drop' : 'rows'} ref={list}>
        {questions.map((question, at) => (
          <QuestionRow
            key={question.id}
            question={question}
            answerKey={keys[at] ?? ''}
            pointer={`/chatPreChat/fields/${at}`}
            taken={questions.filter(one => one !== question).map(({ kind }) => kind)}
            faults={faults}
            isOpen={open === question.id}
            drag={drag?.id === question.id ? 'lifted' : drag?.gap === at ? 'drop' : ''}
            grip={grip(question.id)}
            onMove={step => move(question.id, at + step)}
            isFirst={at === 0}
            isLast={at === questions.length - 1}
            onOpen={isOpen => setOpen(isOpen ? question.id : null)}
            onChange={change => onChange(questions.with(at, { ...question, ...change }))}
            onRemove={() => {
              onChange(questions.toSpliced(at, 1))
              setTold(`${question.label || 'Question'} removed`)
              add.current?.focus()
            }}
          />
        ))}
      </ol>
      <Hint
        fault={faults.at('/chatPreChat/fields', { repeated: 'The same is asked twice. Remove one of them.' })}
      />
      <div class="row">
        <Button ref={add} icon={Plus} disabled={questions.length >= MOST} onClick={addOne}>
          Add a question
        </Button>
        {questions.length >= MOST && (
          <span class="meta">Ten are the most. Each one turns visitors away.</span>
        )}
      </div>
      <span class="hide" role="status">
        {told}
      </span>
    </Part>
  )
}

interface QuestionsProps {
  questions: readonly Question[]
  faults: Faults
  onChange: (questions: Question[]) => void
}
