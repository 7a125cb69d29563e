import { Avatar } from '../Avatar.tsx'
import { Icon } from '../Icon.tsx'
import { timeOf } from '../times.ts'
import { useChat } from '../use-chat.ts'
import { words } from '../words.ts'
import { Attachments, stateClass } from './Attachments.tsx'
import { isEmojiOnly } from './emoji.ts'
import { linkify } from './linkify.ts'
import type { Said } from './timeline.ts'

const STATES = {
  sending: ['clock', 'sending'],
  queued: ['clock', 'queued'],
  failed: ['alert', 'notSent'],
  sent: ['check', 'sent'],
  read: ['checks', 'read'],
} as const

export function Bubble(props: { said: Said; isLastOfMine: boolean }) {
  const { said } = props
  const { chat } = useChat()
  const { chatShowAgentAvatar, name } = chat.face.value.settings
  const who = said.senderName ?? name
  const body = (
    <div class="stack">
      <Attachments said={said} />
      {said.content && (
        <div class={`b${isEmojiOnly(said.content) ? ' emoji' : ''}${stateClass(said)}`} dir="auto">
          {linkify(said.content).map(piece =>
            typeof piece === 'string' ? (
              piece
            ) : (
              <a href={piece.href} target="_blank" rel="noopener nofollow">
                {piece.text}
              </a>
            ),
          )}
        </div>
      )}
    </div>
  )
  if (said.mine)
    return (
      <div class={`said me${said.first ? ' first' : ''}${said.last ? ' last' : ''}`}>
        {body}
        <State {...props} />
      </div>
    )
  return (
    <div class={`said${said.first ? ' first' : ''}${said.last ? ' last' : ''}`}>
      <div class={`lead${chatShowAgentAvatar ? ' aside' : ''}`}>
        {chatShowAgentAvatar && said.last && <Avatar small name={who} url={said.senderAvatarUrl} />}
        {body}
      </div>
      {said.last && (
        <div class={`state in${chatShowAgentAvatar ? ' aside' : ''}`}>
          {who} · {timeOf(said.createdAt)}
        </div>
      )}
    </div>
  )
}

function State({ said, isLastOfMine }: Parameters<typeof Bubble>[0]) {
  const { chat } = useChat()
  const isSettled = said.state === 'sent' || said.state === 'read'
  if (isSettled ? !isLastOfMine : said.state === 'sending' && !isLastOfMine) return null
  const [icon, text] = STATES[said.state]
  const again = said.state === 'failed' || said.state === 'queued'
  return (
    <div class={`state${said.state === 'failed' ? ' bad' : ''}`}>
      <Icon name={icon} small />
      {words[text]}
      {again ? (
        <button type="button" onClick={() => chat.keep.outbox?.retry(said.id)}>
          {words.tryAgain}
        </button>
      ) : (
        isSettled && ` · ${timeOf(said.createdAt)}`
      )}
      {said.state === 'failed' && (
        <button type="button" onClick={() => chat.keep.outbox?.discard(said.id)}>
          {words.discard}
        </button>
      )}
    </div>
  )
}
