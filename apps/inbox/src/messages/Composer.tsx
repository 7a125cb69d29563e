import './composer.css'
import type { Conversation } from '@halloo/protocol'
import { LIMITS } from '@halloo/protocol/constants'
import { ArrowUp, Globe, Mail, MessageCircle, Paperclip, Webhook } from 'lucide-preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { resolveConversation } from '../conversations/actions.ts'
import { client, may } from '../live/world.ts'
import { Button, IconButton } from '../look/Button.tsx'
import { Icon } from '../look/Icon.tsx'
import { layout } from '../shell/layout.ts'
import type { View } from '../shell/place.ts'
import { Collision } from './Collision.tsx'
import { draftOf, keepDraft } from './drafts.ts'
import { EmojiMenu } from './EmojiMenu.tsx'
import { sendMessage } from './outbox.ts'
import { SendMenu, sendsByEnter } from './SendMenu.tsx'
import { UploadList } from './UploadList.tsx'
import { useUploads } from './use-uploads.ts'

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
  const [text, setText] = useState(draftOf(id))
  const [over, setOver] = useState(false)
  const uploads = useUploads()
  useGrowth(area, text)
  if (!may('messages:write')) return <p class="hint">Your role cannot reply. An admin can change that.</p>

  const length = [...text].length
  const tooLong = length > LIMITS.messageCodePoints
  const empty = !text.trim() && uploads.ready.length === 0
  const write = (next: string) => {
    setText(next)
    keepDraft(id, next)
    if (next) client.socket.typing(id)
  }
  const send = () => {
    if (empty || tooLong || uploads.busy || conversation.chatUser.status === 'blocked') return
    sendMessage(id, text.trim(), uploads.ready)
    write('')
    uploads.clear()
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
          uploads.add(event.dataTransfer?.files)
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
              uploads.add(event.clipboardData.files)
            }
          }}
        />
        <UploadList uploads={uploads} />
        <div class="tools">
          <input
            ref={picker}
            type="file"
            multiple
            hidden
            onChange={event => {
              uploads.add(event.currentTarget.files)
              event.currentTarget.value = ''
            }}
          />
          <IconButton label="Attach files" icon={Paperclip} onClick={() => picker.current?.click()} />
          <EmojiMenu area={area} onWrite={write} />
          <span class="grow" />
          <span class={`meta cut ${tooLong ? 'bad' : ''}`} role="status">
            {tooLong ? `${length - LIMITS.messageCodePoints} too many` : text && 'Draft kept'}
          </span>
          {phone ? (
            <button
              type="button"
              class="btn primary up"
              aria-label="Send"
              disabled={empty || uploads.busy}
              onClick={send}
            >
              <Icon of={ArrowUp} size={20} />
            </button>
          ) : (
            <span class="split">
              <Button
                kind="primary"
                small
                keys="mod enter"
                disabled={empty || tooLong || uploads.busy}
                onClick={send}
              >
                Send
              </Button>
              <SendMenu
                disabled={empty || tooLong || uploads.busy}
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

/** Two lines to ten, by what is written. */
function useGrowth(area: { current: HTMLTextAreaElement | null }, text: string) {
  useEffect(() => {
    const element = area.current
    if (!element) return
    element.style.height = 'auto'
    element.style.height = `${element.scrollHeight}px`
  }, [text, area])
}
