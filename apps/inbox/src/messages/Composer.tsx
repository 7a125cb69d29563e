import './composer.css'
import './uploads.css'
import './offering.css'
import './meanwhile.css'
import type { Conversation } from '@halloo/protocol'
import { LIMITS } from '@halloo/protocol/constants'
import { ArrowUp, Globe, ListChecks, Mail, MessageCircle, Paperclip, Webhook } from 'lucide-preact'
import { useRef, useState } from 'preact/hooks'
import { resolveConversation } from '../conversations/actions.ts'
import { client, may } from '../live/world.ts'
import { Button, IconButton } from '../look/Button.tsx'
import { Icon } from '../look/Icon.tsx'
import { layout } from '../shell/layout.ts'
import type { View } from '../shell/place.ts'
import { Collision } from './Collision.tsx'
import { EmojiMenu } from './EmojiMenu.tsx'
import { Meanwhile } from './Meanwhile.tsx'
import { Offers } from './Offers.tsx'
import { Overtaken } from './Overtaken.tsx'
import { addFiles, draftOf, keepDraft, removeFile, sendDraft } from './outbox.ts'
import { SendMenu, sendsByEnter } from './SendMenu.tsx'
import { shownSeq } from './seen.ts'
import { UploadList } from './UploadList.tsx'
import { useGrowth } from './use-growth.ts'

const CHANNELS = {
  web: [Globe, 'Web chat'],
  whatsapp: [MessageCircle, 'WhatsApp'],
  email: [Mail, 'E-mail'],
  api: [Webhook, 'API'],
} as const

/** Where replies are written: words, files, emoji. What is not sent stays a draft. */
export function Composer({ conversation, view }: { conversation: Conversation; view: View }) {
  const { id } = conversation
  const area = useRef<HTMLTextAreaElement>(null)
  const picker = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [offering, setOffering] = useState(false)
  const draft = draftOf(id)
  const { content: text = '', files = [], extra } = draft ?? {}
  useGrowth(area, text)
  if (!may('messages:write')) return <p class="hint">Your role cannot reply. An admin can change that.</p>

  const length = [...text].length
  const tooLong = length > LIMITS.messageCodePoints
  const unfit = tooLong || (!text.trim() && !files.length) || files.some(file => file.fault)
  const write = (next: string) => {
    keepDraft(id, next, draft?.content ? undefined : shownSeq(id))
    if (next) client.socket.typing(id)
  }
  const send = () => {
    if (unfit || conversation.chatUser.status === 'blocked') return
    sendDraft(id, shownSeq(id))
    setOffering(false)
    area.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.isComposing || event.shiftKey) return
    const mod = event.metaKey || event.ctrlKey
    if (!mod && (!sendsByEnter.value || layout.value === 'phone')) return
    event.preventDefault()
    send()
  }
  const [channelIcon, channelName] = CHANNELS[conversation.channel]
  const phone = layout.value === 'phone'
  return (
    <>
      <Overtaken conversationId={id} onEdit={() => area.current?.focus()} />
      <Meanwhile conversationId={id} />
      <Collision conversationId={id} view={view} />
      <fieldset
        class={`composer ${over ? 'over' : ''}`}
        aria-label="Reply"
        onDragOver={event => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={event => {
          event.preventDefault()
          setOver(false)
          addFiles(id, event.dataTransfer?.files)
        }}
      >
        {!phone && (
          <div class="top">
            <b>Reply</b>
            <span class="meta row">
              <Icon of={channelIcon} size={14} />
              {channelName}
            </span>
          </div>
        )}
        <textarea
          ref={area}
          id="reply"
          rows={phone ? 1 : 2}
          dir="auto"
          aria-label={`Reply to ${conversation.chatUser.name ?? 'the visitor'}`}
          placeholder={
            conversation.chatUser.status === 'blocked' ? 'This contact is blocked' : 'Write a reply'
          }
          value={text}
          aria-invalid={tooLong || undefined}
          onInput={event => write(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onPaste={event => {
            if (event.clipboardData?.files.length) {
              event.preventDefault()
              addFiles(id, event.clipboardData.files)
            }
          }}
        />
        {draft && (offering || extra?.quickReplies?.length) && (
          <Offers
            conversationId={id}
            asked={offering}
            onDone={() => {
              setOffering(false)
              area.current?.focus()
            }}
          />
        )}
        <UploadList files={files} onRemove={file => removeFile(id, file)} />
        <div class="tools">
          <input
            ref={picker}
            type="file"
            multiple
            hidden
            onChange={event => {
              addFiles(id, event.currentTarget.files)
              event.currentTarget.value = ''
            }}
          />
          <IconButton label="Attach files" icon={Paperclip} onClick={() => picker.current?.click()} />
          <EmojiMenu area={area} onWrite={write} />
          <IconButton
            label={draft ? 'Offer answers to tap' : 'Offer answers to tap: write the question first'}
            icon={ListChecks}
            disabled={!draft}
            aria-expanded={offering}
            onClick={() => setOffering(!offering)}
          />
          <span class="grow" />
          <span class={`meta cut ${tooLong ? 'bad' : ''}`} role="status">
            {tooLong ? `${length - LIMITS.messageCodePoints} too many` : text && 'Draft kept'}
          </span>
          {phone ? (
            <button type="button" class="btn primary up" aria-label="Send" disabled={unfit} onClick={send}>
              <Icon of={ArrowUp} size={20} />
            </button>
          ) : (
            <span class="split">
              <Button kind="primary" small keys="mod enter" disabled={unfit} onClick={send}>
                Send
              </Button>
              <SendMenu
                disabled={unfit}
                onSendAndResolve={() => {
                  send()
                  void resolveConversation(conversation)
                }}
              />
            </span>
          )}
        </div>
      </fieldset>
    </>
  )
}
