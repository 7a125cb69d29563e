import { Avatar } from '../Avatar.tsx'
import { focusFirst } from '../focus.ts'
import { Icon } from '../Icon.tsx'
import { timeOf } from '../times.ts'
import { words } from '../words.ts'
import { Attachments, stateClass } from './Attachments.tsx'
import { isEmojiOnly } from './emoji.ts'
import { ALERT, CHECK, CHECKS, CLOCK } from './icons.ts'
import { Markdown } from './Markdown.tsx'
import type { Said } from './timeline.ts'
import { useTalk } from './use-talk.ts'

const STATES = {
  sending: [CLOCK, 'sending'],
  queued: [CLOCK, 'queued'],
  failed: [ALERT, 'notSent'],
  sent: [CHECK, 'sent'],
  read: [CHECKS, 'read'],
} as const

export function Bubble({ said }: { said: Said }) {
  const { chat } = useTalk()
  const { chatShowAgentAvatar, name } = chat.face.value.settings
  const who = said.senderName ?? name
  const place = `${said.first ? ' first' : ''}${said.last ? ' last' : ''}`
  if (said.mine)
    return (
      <div class={`said me${place}`}>
        <Body said={said} />
        <State said={said} />
      </div>
    )
  return (
    <div class={`said${place}`}>
      <div class={`lead${chatShowAgentAvatar ? ' aside' : ''}`}>
        {chatShowAgentAvatar && said.last && <Avatar small name={who} url={said.senderAvatarUrl} />}
        <Body said={said} />
      </div>
      {(said.last || said.edited) && (
        <div class={`state in${chatShowAgentAvatar ? ' aside' : ''}`}>
          {[said.last && who, said.last && timeOf(said.createdAt), said.edited && words.edited]
            .filter(Boolean)
            .join(' · ')}
        </div>
      )}
    </div>
  )
}

function Body({ said }: { said: Said }) {
  if (said.deleted)
    return (
      <div class="stack">
        <div class="b gone">{words.deleted}</div>
      </div>
    )
  return (
    <div class="stack">
      <Attachments said={said} />
      {said.content && (
        <div
          class={`b${isEmojiOnly(said.content) ? ' emoji' : ''}${stateClass(said)}`}
          part={said.mine ? 'message own-message' : 'message'}
          dir="auto"
        >
          <Markdown text={said.content} />
        </div>
      )}
    </div>
  )
}

function State({ said }: { said: Said }) {
  const { chat, root } = useTalk()
  const isSettled = said.state === 'sent' || said.state === 'read'
  const edited = said.edited && words.edited
  if ((isSettled || said.state === 'sending') && !said.tells)
    return edited ? <div class="state">{edited}</div> : null
  const [icon, text] = STATES[said.state]
  // The button goes with the state that it stands in.
  const settle = (act: ((id: string) => void) | undefined) => {
    focusFirst(root)
    act?.(said.id)
  }
  const again = said.state === 'failed' || said.state === 'queued'
  return (
    <div class={`state${said.state === 'failed' ? ' bad' : ''}`}>
      <Icon d={icon} small />
      {[words[text], isSettled && timeOf(said.createdAt), edited].filter(Boolean).join(' · ')}
      {again && (
        <button type="button" onClick={() => settle(chat.keep.outbox?.retry)}>
          {words.tryAgain}
        </button>
      )}
      {said.state === 'failed' && (
        <button type="button" onClick={() => settle(chat.keep.outbox?.discard)}>
          {words.discard}
        </button>
      )}
    </div>
  )
}
