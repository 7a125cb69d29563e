import type { ComponentChildren } from 'preact'
import { Avatar } from './Avatar.tsx'
import { Icon } from './Icon.tsx'
import { useChat } from './use-chat.ts'
import { words } from './words.ts'

/** The bar above a conversation or a form: back, who it is, what can be done, close. */
export function Head(props: {
  title: string
  about: string
  avatarUrl?: string | null
  here?: boolean
  children?: ComponentChildren
}) {
  const { chat, close } = useChat()
  return (
    <div class="head" part="bar">
      <button type="button" class="icon" aria-label={words.back} onClick={() => chat.show({ name: 'home' })}>
        <Icon name="left" />
      </button>
      {chat.face.value.settings.chatShowAgentAvatar && (
        <Avatar name={props.title} url={props.avatarUrl ?? null} here={props.here ?? false} />
      )}
      <div class="who">
        <b class="cut">{props.title}</b>
        <small class="cut">{props.about}</small>
      </div>
      {props.children}
      <button type="button" class="icon" aria-label={words.close} onClick={close}>
        <Icon name="x" />
      </button>
    </div>
  )
}
