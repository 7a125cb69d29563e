import { useEffect, useRef } from 'preact/hooks'
import { BusyButton } from './BusyButton.tsx'
import { backWords } from './back-words.ts'
import { Hills, Mark } from './Hills.tsx'
import { Icon } from './Icon.tsx'
import { startHere } from './keep.ts'
import { Notice } from './Notice.tsx'
import { isAway } from './questions.ts'
import { useChat } from './use-chat.ts'
import { loadAhead, Mine } from './views.ts'
import { words } from './words.ts'

export function Home() {
  const { chat, close } = useChat()
  const { settings, online } = chat.face.value
  const conversations = chat.conversations()
  const unknown = (chat.keep.outbox?.conversations() ?? []).filter(id => !chat.store.state.conversations[id])
  return (
    <>
      <div class="home" part="header">
        <Hills />
        <div class="top">
          <span class="name">
            <Mark />
            <span class="cut">{settings.name}</span>
          </span>
          <button type="button" class="icon" aria-label={words.close} onClick={close}>
            <Icon name="x" />
          </button>
        </div>
        <h1 class={settings.chatWelcomeMessage.length > 70 ? 'long' : ''} dir="auto">
          {settings.chatWelcomeMessage}
        </h1>
        <p>{online ? words.somebodyHere : isAway(settings) ? backWords(settings) : words.usually}</p>
      </div>
      <div class="body" onPointerOver={() => loadAhead(chat)} onFocusIn={() => loadAhead(chat)}>
        <Notice />
        {conversations.length + unknown.length > 0 && <Mine {...{ conversations, unknown }} />}
        <Start />
      </div>
      <Foot />
    </>
  )
}

function Start() {
  const { chat, root } = useChat()
  const { busy, departments, settings } = chat.face.value
  const asked = useRef(false)
  const list = useRef<HTMLDivElement>(null)
  // The button that was pressed is gone: who came by keys goes on at the first that took its place.
  useEffect(() => {
    if (asked.current && !root.activeElement) list.current?.querySelector('button')?.focus()
  }, [departments])
  if (!departments || departments.length < 2)
    return (
      <div class="card" part="card">
        <BusyButton
          class="item"
          busy={busy}
          onClick={() => {
            asked.current = true
            void chat.act()
          }}
        >
          <Icon name="chat" />
          <span class="mid">
            <b>{words.start}</b>
            <small class="about">{isAway(settings) ? words.formAway : words.startHint}</small>
          </span>
          <Icon name="right" small />
        </BusyButton>
      </div>
    )
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset draws a frame of its own.
    <div ref={list} class="card" part="card" role="group" aria-labelledby="start">
      <h2 id="start">{words.startTitle}</h2>
      {departments.map(department => (
        <button
          type="button"
          key={department.id}
          class="item small"
          onClick={() => chat.begin({ start: startHere(department.id) })}
        >
          <Icon name="chat" />
          <span class="mid">
            {department.name}
            {department.description && <small class="cut about">{department.description}</small>}
          </span>
          <Icon name="right" small />
        </button>
      ))}
    </div>
  )
}

/** What concerns the visitor rather than a conversation. */
function Foot() {
  const { chat } = useChat()
  const quiet = chat.isQuiet()
  return (
    <div class="home-foot">
      <button type="button" onClick={() => chat.hush(!quiet)}>
        <Icon name={quiet ? 'quiet' : 'sound'} small />
        {quiet ? words.soundOff : words.soundOn}
      </button>
      {chat.session.me() && (
        <button type="button" onClick={() => chat.show({ name: 'data' })}>
          <Icon name="shield" small />
          {words.yourData}
        </button>
      )}
    </div>
  )
}
