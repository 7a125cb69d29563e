import { Avatar } from '../Avatar.tsx'
import { fill, words } from '../words.ts'
import { useTalk } from './use-talk.ts'

/** Somebody of the team writes. */
export function Typing({ name }: { name: string }) {
  const { settings } = useTalk().chat.face.value
  return (
    <div class="lead first">
      {settings.chatShowAgentAvatar && <Avatar small name={name || settings.name} />}
      <span class="b dots">
        <i />
        <i />
        <i />
        <span class="only-read">{name ? fill(words.typing, { name }) : words.somebodyTyping}</span>
      </span>
    </div>
  )
}
