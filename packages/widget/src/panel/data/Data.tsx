/// <reference path="../../css.d.ts" />
import { useEffect, useRef, useState } from 'preact/hooks'
import { addSheet } from '../add-sheet.ts'
import { BusyButton } from '../BusyButton.tsx'
import { focusFirst } from '../focus.ts'
import { Head } from '../Head.tsx'
import { Notice } from '../Notice.tsx'
import { save } from '../save.ts'
import { useChat } from '../use-chat.ts'
import { fill, words } from '../words.ts'
import css from './data.css?inline'

/** What is kept of the visitor: to take along, or to have erased. */
export function Data() {
  const { chat, root } = useChat()
  addSheet(root, css)
  const { settings } = chat.face.value
  const [sure, setSure] = useState(false)
  const [busy, setBusy] = useState(false)
  const cancel = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (sure) cancel.current?.focus()
  }, [sure])

  const run = (work: () => Promise<void>) => {
    setBusy(true)
    void chat.attempt(work).finally(() => setBusy(false))
  }
  const download = async () => {
    const told = await chat.session.call('GET /v1/widget/me/export', {})
    save('my-data.json', JSON.stringify(told, null, 2), 'application/json')
  }
  const erase = async () => {
    await chat.session.call('DELETE /v1/widget/me', {})
    chat.reset()
    chat.face.set({ told: words.dataGone })
  }

  return (
    <>
      <Head title={settings.name} about={words.yourData} />
      <Notice />
      <div class="data">
        <p>{fill(words.dataIntro, { name: settings.name })}</p>
        <BusyButton class="btn line" busy={busy} onClick={() => run(download)}>
          {words.dataDownload}
        </BusyButton>
        {sure ? (
          <div class="sure" role="alertdialog" aria-labelledby="sure" aria-describedby="sure-hint">
            <b id="sure">{words.dataSure}</b>
            <p id="sure-hint">{words.dataSureHint}</p>
            <BusyButton class="btn danger" busy={busy} onClick={() => run(erase)}>
              {words.dataYes}
            </BusyButton>
            <button
              ref={cancel}
              type="button"
              class="btn line"
              onClick={() => {
                focusFirst(root)
                setSure(false)
              }}
            >
              {words.cancel}
            </button>
          </div>
        ) : (
          <BusyButton class="btn line bad" busy={busy} onClick={() => setSure(true)}>
            {words.dataDelete}
          </BusyButton>
        )}
      </div>
    </>
  )
}
