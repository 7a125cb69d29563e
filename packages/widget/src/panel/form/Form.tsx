/// <reference path="../../css.d.ts" />
import { useRef, useState } from 'preact/hooks'
import { addSheet } from '../add-sheet.ts'
import { BusyButton } from '../BusyButton.tsx'
import { backWords } from '../back-words.ts'
import type { Beginning } from '../face.ts'
import { Head } from '../Head.tsx'
import { Notice } from '../Notice.tsx'
import { questionsOf } from '../questions.ts'
import { useChat } from '../use-chat.ts'
import { fill, words } from '../words.ts'
import { answersOf, faultsOf } from './answers.ts'
import { Consent } from './Consent.tsx'
import { Field } from './Field.tsx'
import css from './form.css?inline'

const CONSENT = ' consent'
const MESSAGE = ' message'

/** Asks what the owner wants to know before the first message; out of hours it takes that message, too. */
export function Form({ beginning }: { beginning: Beginning }) {
  const { chat, root } = useChat()
  addSheet(root, css)
  const { settings, departments } = chat.face.value
  // What is asked stays on screen while it is being answered.
  const [{ fields, consent, away: isAway }] = useState(() => questionsOf(settings, chat.session.me()))
  const { start, text = '', refused } = beginning
  const away = isAway && !refused
  const [values, setValues] = useState<Record<string, string>>({ [MESSAGE]: text, ...start.customFields })
  const [faults, setFaults] = useState<Record<string, string>>({})
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const department = departments?.find(one => one.id === start.departmentId)
  const all = [
    ...fields,
    ...(away ? [{ key: MESSAGE, label: words.message, type: 'long' as const, required: true }] : []),
  ]
  const mayPass = !away && !consent && !fields.some(field => field.required)

  const set = (key: string, value: string) => {
    setValues({ ...values, [key]: value })
    setFaults({ ...faults, [key]: '' })
  }

  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (busy) return
    const found: Record<string, string> = {
      ...faultsOf(all, values),
      ...(consent && !values[CONSENT] ? { [CONSENT]: words.consentMissing } : {}),
    }
    setFaults(found)
    const first = [...all.map(field => field.key), CONSENT].find(key => found[key])
    if (first) return form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus()
    const { profile, customFields } = answersOf(fields, values)
    setBusy(true)
    void chat
      .attempt(async () => {
        await chat.session.update(profile)
        chat.compose({
          ...beginning,
          start: {
            ...start,
            ...(Object.keys(customFields).length ? { customFields } : {}),
            ...(consent ? { consent: true } : {}),
          },
          ...(away ? { text: values[MESSAGE] ?? '', send: true } : {}),
        })
      })
      .finally(() => setBusy(false))
  }

  return (
    <>
      <Head title={department?.name ?? settings.name} about={words.newTitle} />
      <Notice />
      <form ref={form} class="form" noValidate onSubmit={submit}>
        <p>
          {away ? `${backWords(settings)} ${words.formAway}` : refused ? words.formAgain : words.formIntro}
        </p>
        {all.map(field => (
          <Field
            key={field.key}
            field={field}
            value={values[field.key] ?? ''}
            fault={faults[field.key]}
            onInput={value => set(field.key, value)}
          />
        ))}
        {consent && (
          <Consent
            name={CONSENT}
            consent={consent}
            agreed={!!values[CONSENT]}
            fault={faults[CONSENT]}
            onInput={agreed => set(CONSENT, agreed ? 'yes' : '')}
          />
        )}
        <BusyButton type="submit" class="btn" busy={busy}>
          {away || refused ? words.leave : words.begin}
        </BusyButton>
        {mayPass && (
          <button type="button" class="btn plain" onClick={() => chat.compose(beginning)}>
            {words.notNow}
          </button>
        )}
        <small>{fill(words.privacy, { name: settings.name })}</small>
      </form>
    </>
  )
}
