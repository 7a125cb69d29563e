import { Icon } from './Icon.tsx'
import { useChat } from './use-chat.ts'
import { words } from './words.ts'

/** A strip that says what is so: no connection, or why something did not work. */
export function Notice() {
  const { notice, offline, socket } = useChat().chat.face.value
  const isOffline = offline || socket === 'waiting'
  if (!isOffline && !notice) return null
  return (
    <div class={`strip${isOffline ? '' : ' bad'}`} role="status">
      <Icon name={isOffline ? 'away' : 'alert'} small />
      {isOffline ? words.offline : notice}
    </div>
  )
}
