import { useState } from 'preact/hooks'
import { Composer } from './Composer.tsx'
import { isEnded } from './face.ts'
import { Head } from './Head.tsx'
import { Icon } from './Icon.tsx'
import { Log } from './Log.tsx'
import { Notice } from './Notice.tsx'
import { useChat } from './use-chat.ts'
import { words } from './words.ts'

export function Conversation({ id }: { id: string }) {
  const { chat } = useChat()
  const { settings, departments, online, blocked } = chat.face.value
  const conversation = chat.store.state.conversations[id]
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
  return (
    <>
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
      {blocked ? <p class="ended">{words.notAvailable}</p> : <Composer id={id} />}
    </>
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
