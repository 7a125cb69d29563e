/// <reference path="../../css.d.ts" />
import { useEffect, useState } from 'preact/hooks'
import { addSheet } from '../add-sheet.ts'
import { isEnded } from '../face.ts'
import { Head } from '../Head.tsx'
import { Icon } from '../Icon.tsx'
import { Notice } from '../Notice.tsx'
import { words } from '../words.ts'
import { Composer } from './Composer.tsx'
import css from './conversation.css?inline'
import { Log } from './Log.tsx'
import { useTalk } from './use-talk.ts'

export function Conversation({ id }: { id: string }) {
  const { chat, root, files, history } = useTalk()
  addSheet(root, css)
  const { settings, departments, online, blocked, older } = chat.face.value
  const conversation = chat.store.state.conversations[id]
  const isUnknown = conversation !== undefined && older[id] === undefined
  useEffect(() => {
    if (isUnknown) void history.load(id)
  }, [isUnknown])
  useEffect(() => {
    void chat.attempt(chat.keep.load)
  }, [])
  const agent = conversation?.agent
  const department =
    conversation?.department?.name ??
    departments?.find(one => one.id === chat.keep.startOf(id)?.departmentId && departments.length > 1)?.name
  const title = agent?.name ?? department ?? settings.name
  const about = [
    agent && department,
    conversation
      ? isEnded(conversation)
        ? words.ended
        : agent
          ? online && words.hereNow
          : words.waiting
      : words.newTitle,
  ]
  const ended = conversation !== undefined && isEnded(conversation)
  const take = (event: Event, given: FileList | undefined) => {
    if (!given?.length) return
    event.preventDefault()
    files.pick(id, given)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files may be dropped here; a button takes them, too.
    <div
      class="talk"
      role="presentation"
      onDragOver={event => event.preventDefault()}
      onDrop={event => take(event, event.dataTransfer?.files)}
      onPaste={event => take(event, event.clipboardData?.files)}
    >
      <Head
        title={title}
        about={about.filter(Boolean).join(' · ') || settings.name}
        avatarUrl={agent?.avatarUrl ?? null}
        here={online && agent !== undefined && agent !== null && !ended}
      >
        {conversation && !ended && <Menu onEnd={() => void chat.end(id)} />}
      </Head>
      <Notice />
      <Log id={id} />
      {ended && (
        <div class="ended" role="status">
          <span>
            <b>{words.endedTitle}</b>
            <small>{words.endedHint}</small>
          </span>
          <button
            type="button"
            class="btn line"
            onClick={() => void chat.act().then(() => chat.show({ name: 'home' }))}
          >
            {words.startNew}
          </button>
        </div>
      )}
      {blocked ? <p class="ended">{words.notAvailable}</p> : chat.keep.outbox && <Composer id={id} />}
    </div>
  )
}

function Menu({ onEnd }: { onEnd(): void }) {
  const [open, setOpen] = useState(false)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears what its buttons do not.
    <div
      class="menu"
      role="presentation"
      onFocusOut={event => {
        const to = event.relatedTarget
        if (!(to instanceof Node && event.currentTarget.contains(to))) setOpen(false)
      }}
      onKeyDown={event => {
        if (event.key !== 'Escape' || !open) return
        event.preventDefault()
        setOpen(false)
      }}
    >
      <button
        type="button"
        class="icon"
        aria-label={words.more}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name="more" />
      </button>
      {open && (
        <button
          type="button"
          class="choice"
          onClick={() => {
            setOpen(false)
            onEnd()
          }}
        >
          <Icon name="stop" small />
          {words.endNow}
        </button>
      )}
    </div>
  )
}
