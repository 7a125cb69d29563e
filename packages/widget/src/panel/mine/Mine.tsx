/// <reference path="../../css.d.ts" />
import { plainWords } from '@halloo/client'
import type { VisitorConversation } from '@halloo/protocol'
import { Avatar } from '../Avatar.tsx'
import { addSheet } from '../add-sheet.ts'
import { isEnded } from '../face.ts'
import { Icon } from '../Icon.tsx'
import { shortTimeOf } from '../times.ts'
import { useChat } from '../use-chat.ts'
import { fill, words } from '../words.ts'
import css from './mine.css?inline'

interface MineProps {
  conversations: readonly VisitorConversation[]
  /** Those that the server does not know yet. */
  unknown: readonly string[]
}

/** The visitor's own conversations, for whoever has any. */
export function Mine({ conversations, unknown }: MineProps) {
  addSheet(useChat().root, css)
  return (
    <div class="card" part="card">
      <h2>{words.mine}</h2>
      {unknown.map(id => (
        <Unbegun key={id} id={id} />
      ))}
      {conversations.map(conversation => (
        <Item key={conversation.id} conversation={conversation} />
      ))}
    </div>
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
      : plainWords(lastMessage.preview) || file
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
