import { Icon } from './Icon.tsx'
import { useChat } from './use-chat.ts'
import { words } from './words.ts'

/** A strip that says what is so: no connection, or why something did not work. */
export function Notice() {
  const { notice, told, offline, socket } = useChat().chat.face.value
  const isOffline = offline || socket === 'waiting'
  if (!isOffline && !notice && !told) return null
  return (
    <div class={`strip${isOffline || !notice ? '' : ' bad'}`} role="status">
      <Icon name={isOffline ? 'away' : notice ? 'alert' : 'shield'} small />
      {isOffline ? words.offline : (notice ?? told)}
    </div>
  )
}
