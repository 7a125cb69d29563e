import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Icon } from '../Icon.tsx'
import { later } from '../later.tsx'
import { words } from '../words.ts'
import { CLIP, MIC, SMILE, UP } from './icons.ts'
import { Picked } from './Picked.tsx'
import { useTalk } from './use-talk.ts'

const Emoji = later(() => import('../emoji/Emoji.tsx').then(it => it.Emoji))
const Voice = later(() => import('../voice/Voice.tsx').then(it => it.Voice))
const TALLEST_PX = 150

export function Composer({ id }: { id: string }) {
  const { chat, files: shelf } = useTalk()
  const { content: text = '', files = [] } = chat.keep.outbox?.draft(id) ?? {}
  const area = useRef<HTMLTextAreaElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const [layer, setLayer] = useState<'emoji' | 'voice'>()
  const canSend = !files.some(file => file.fault) && (text.trim() !== '' || files.length > 0)
  const canRecord = !text && !files.length && 'MediaRecorder' in window && !!navigator.mediaDevices

  useLayoutEffect(() => {
    const box = area.current
    if (!box) return
    box.style.setProperty('height', 'auto')
    box.style.setProperty('height', `${Math.min(box.scrollHeight, TALLEST_PX)}px`)
  }, [text, layer])

  const close = () => {
    setLayer(undefined)
    requestAnimationFrame(() => area.current?.focus())
  }

  const send = () => {
    if (!canSend) return
    setLayer(undefined)
    chat.keep.outbox?.send(id, chat.keep.startOf(id))
    area.current?.focus()
  }

  const insert = (emoji: string) => {
    const { selectionStart = text.length, selectionEnd = text.length } = area.current ?? {}
    chat.keep.write(id, text.slice(0, selectionStart) + emoji + text.slice(selectionEnd))
    requestAnimationFrame(() => {
      const caret = selectionStart + emoji.length
      area.current?.setSelectionRange(caret, caret)
    })
  }

  if (layer === 'voice')
    return (
      <div class="foot">
        <Voice
          onClose={close}
          onSend={recording => {
            shelf.pick(id, [recording])
            chat.keep.outbox?.send(id, chat.keep.startOf(id))
            close()
          }}
        />
      </div>
    )
  return (
    <div class="foot">
      {layer === 'emoji' && <Emoji onPick={insert} onClose={close} />}
      <div class="composer" part="composer">
        <Picked id={id} files={files} />
        <div class="row">
          <button type="button" class="icon" aria-label={words.attach} onClick={() => input.current?.click()}>
            <Icon d={CLIP} />
          </button>
          <input
            ref={input}
            type="file"
            multiple
            hidden
            tabIndex={-1}
            onChange={event => {
              shelf.pick(id, event.currentTarget.files ?? [])
              event.currentTarget.value = ''
            }}
          />
          <textarea
            ref={area}
            part="input"
            rows={1}
            dir="auto"
            value={text}
            maxLength={10_000}
            placeholder={words.write}
            aria-label={words.write}
            enterkeyhint="send"
            onInput={event => chat.keep.write(id, event.currentTarget.value)}
            onKeyDown={event => {
              if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
              event.preventDefault()
              send()
            }}
          />
          <button
            type="button"
            class="icon"
            aria-label={words.emoji}
            aria-expanded={layer === 'emoji'}
            onClick={() => (layer ? close() : setLayer('emoji'))}
          >
            <Icon d={SMILE} />
          </button>
          {canRecord ? (
            <button type="button" class="send off" aria-label={words.voice} onClick={() => setLayer('voice')}>
              <Icon d={MIC} />
            </button>
          ) : (
            <button
              type="button"
              class={`send${canSend ? '' : ' off'}`}
              part="send"
              aria-label={words.send}
              aria-disabled={!canSend}
              onClick={send}
            >
              <Icon d={UP} />
            </button>
          )}
        </div>
      </div>
      {chat.face.value.settings.chatTypingPreview && <small class="seen">{words.seen}</small>}
    </div>
  )
}
