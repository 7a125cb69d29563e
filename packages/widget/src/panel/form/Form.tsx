/// <reference path="../../css.d.ts" />
import { useState } from 'preact/hooks'
import { addSheet } from '../add-sheet.ts'
import { Head } from '../Head.tsx'
import { Notice } from '../Notice.tsx'
import { useChat } from '../use-chat.ts'
import { fill, words } from '../words.ts'
import css from './form.css?inline'

/** Asks who it is, where the owner wants to know; nobody is held up by it. */
export function Form({ departmentId }: { departmentId: string | null }) {
  const { chat, root } = useChat()
  addSheet(root, css)
  const { settings, departments } = chat.face.value
  const me = chat.session.me()
  const [name, setName] = useState(me?.name ?? '')
  const [email, setEmail] = useState(me?.email ?? '')
  const [wrong, setWrong] = useState(false)
  const title = departments?.find(department => department.id === departmentId)?.name ?? settings.name

  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim())) return setWrong(true)
    const profile = {
      ...(name.trim() ? { name: name.trim() } : {}),
      ...(email ? { email: email.trim() } : {}),
    }
    void chat.attempt(async () => {
      await chat.session.update(profile)
      chat.begin(departmentId)
    })
  }

  return (
    <>
      <Head title={title} about={words.newTitle} />
      <Notice />
      <form class="form" noValidate onSubmit={submit}>
        <p>{words.formIntro}</p>
        {settings.chatCollectName && (
          <label>
            {words.name}
            <input
              value={name}
              autocomplete="name"
              maxLength={120}
              dir="auto"
              onInput={event => setName(event.currentTarget.value)}
            />
          </label>
        )}
        {settings.chatCollectEmail && (
          <label>
            {words.email}
            <input
              type="email"
              value={email}
              autocomplete="email"
              maxLength={254}
              aria-invalid={wrong}
              aria-describedby={wrong ? 'wrong' : undefined}
              onInput={event => {
                setEmail(event.currentTarget.value)
                setWrong(false)
              }}
            />
            {wrong && (
              <small id="wrong" class="bad" role="alert">
                {words.emailWrong}
              </small>
            )}
          </label>
        )}
        <button type="submit" class="btn">
          {words.begin}
        </button>
        <button type="button" class="btn plain" onClick={() => chat.begin(departmentId)}>
          {words.notNow}
        </button>
        <small>{fill(words.privacy, { name: settings.name })}</small>
      </form>
    </>
  )
}
