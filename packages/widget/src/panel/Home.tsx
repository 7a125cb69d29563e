import type { VisitorConversation } from '@halloo/protocol'
import { useEffect, useRef } from 'preact/hooks'
import { Avatar } from './Avatar.tsx'
import { BusyButton } from './BusyButton.tsx'
import { backWords } from './back-words.ts'
import { isEnded } from './face.ts'
import { Hills, Mark } from './Hills.tsx'
import { Icon } from './Icon.tsx'
import { startHere } from './keep.ts'
import { Notice } from './Notice.tsx'
import { isAway } from './questions.ts'
import { shortTimeOf } from './times.ts'
import { useChat } from './use-chat.ts'
import { loadAhead } from './views.ts'
import { fill, words } from './words.ts'

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
        {conversations.length + unknown.length > 0 && (
          <div class="card" part="card">
            <h2>{words.mine}</h2>
            {unknown.map(id => (
              <Unbegun key={id} id={id} />
            ))}
            {conversations.map(conversation => (
              <Item key={conversation.id} conversation={conversation} />
            ))}
          </div>
        )}
        <Start />
      </div>
      <Foot />
    </>
  )
}

function Item({ conversation }: { conversation: VisitorConversation }) {
  const { chat } = useChat()
  const { settings, online } = chat.face.value
  const { agent, department, lastMessage, unread } = conversation
  const who = agent?.name ?? department?.name ?? settings.name
  const file = lastMessage?.type === 'audio' ? words.voiceNote : words.file
  const said = lastMessage
    ? lastMessage.isDeleted
      ? words.deleted
      : lastMessage.preview.replace(/\*\*|__|`/g, '') || file
    : (conversation.subject ?? '')
  const ended = isEnded(conversation)
  const about = [agent && department?.name, who, ended && words.ended].filter(Boolean).join(' · ')
  return (
    <button
      type="button"
      class={`item${unread ? ' unread' : ''}`}
      onClick={() => chat.show({ name: 'conversation', id: conversation.id })}
    >
      {settings.chatShowAgentAvatar && (
        <Avatar name={who} url={agent?.avatarUrl ?? null} here={online && !ended && !!agent} />
      )}
      <span class="mid">
        <span class="l">
          <span class="cut say" dir="auto">
            {lastMessage?.senderType === 'user' ? fill(words.you, { text: said }) : said}
          </span>
          <small>{shortTimeOf(lastMessage?.createdAt ?? conversation.updatedAt)}</small>
        </span>
        <small class="cut about">{about}</small>
      </span>
      {unread > 0 && (
        <span class="badge">
          <span aria-hidden="true">{unread > 99 ? '99+' : unread}</span>
          <span class="only-read">{fill(words.unread, { n: unread })}</span>
        </span>
      )}
    </button>
  )
}

/** A conversation that the server does not know yet: written without network, or not to the end. */
function Unbegun({ id }: { id: string }) {
  const { chat } = useChat()
  const { outbox } = chat.keep
  const last = outbox?.unsent().findLast(one => one.conversationId === id)
  const { content, files } = last ?? outbox?.draft(id) ?? {}
  const state = last ? (last.state === 'failed' ? words.notSent : words.queued) : words.draft
  return (
    <button type="button" class="item" onClick={() => chat.show({ name: 'conversation', id })}>
      <Icon name={last ? 'clock' : 'chat'} />
      <span class="mid">
        <span class="cut say" dir="auto">
          {fill(words.you, { text: content || (files?.[0]?.name ?? words.file) })}
        </span>
        <small class="cut about">{state}</small>
      </span>
    </button>
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
