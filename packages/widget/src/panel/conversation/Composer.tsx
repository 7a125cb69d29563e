import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Icon } from '../Icon.tsx'
import { words } from '../words.ts'
import { Emoji } from './Emoji.tsx'
import { Picked } from './Picked.tsx'
import { useTalk } from './use-talk.ts'

const TALLEST_PX = 150

export function Composer({ id }: { id: string }) {
  const { chat, files: shelf } = useTalk()
  const { content: text = '', files = [] } = chat.keep.outbox?.draft(id) ?? {}
  const area = useRef<HTMLTextAreaElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const [choosing, setChoosing] = useState(false)
  const canSend = !files.some(file => file.fault) && (text.trim() !== '' || files.length > 0)

  useLayoutEffect(() => {
    const { style, scrollHeight } = area.current ?? {}
    if (!style) return
    style.setProperty('height', 'auto')
    style.setProperty('height', `${Math.min(area.current?.scrollHeight ?? scrollHeight ?? 40, TALLEST_PX)}px`)
  }, [text])

  const send = () => {
    if (!canSend) return
    setChoosing(false)
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

  return (
    <div class="foot">
      {choosing && (
        <Emoji
          onPick={insert}
          onClose={() => {
            setChoosing(false)
            area.current?.focus()
          }}
        />
      )}
      <div class="composer">
        <Picked id={id} files={files} />
        <div class="row">
          <button type="button" class="icon" aria-label={words.attach} onClick={() => input.current?.click()}>
            <Icon name="clip" />
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
            aria-expanded={choosing}
            onClick={() => setChoosing(!choosing)}
          >
            <Icon name="smile" />
          </button>
          <button
            type="button"
            class={`send${canSend ? '' : ' off'}`}
            aria-label={words.send}
            aria-disabled={!canSend}
            onClick={send}
          >
            <Icon name="up" />
          </button>
        </div>
      </div>
    </div>
  )
}
