/// <reference path="../../css.d.ts" />
import { useEffect, useRef } from 'preact/hooks'
import { addSheet } from '../add-sheet.ts'
import { useChat } from '../use-chat.ts'
import { isRightToLeft, words } from '../words.ts'
import css from './emoji.css?inline'
import { PICKER } from './picker.ts'

export function Emoji({ onPick, onClose }: { onPick(emoji: string): void; onClose(): void }) {
  addSheet(useChat().root, css)
  const box = useRef<HTMLFieldSetElement>(null)
  useEffect(() => box.current?.querySelector('button')?.focus(), [])
  return (
    <fieldset
      ref={box}
      class="emoji-box"
      aria-label={words.emojiPicker}
      onKeyDown={event => {
        if (event.key === 'Escape') {
          event.preventDefault()
          onClose()
        } else moveFocus(event)
      }}
    >
      {PICKER.map(emoji => (
        <button type="button" key={emoji} onClick={() => onPick(emoji)}>
          {emoji}
        </button>
      ))}
    </fieldset>
  )
}

const WAYS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 1, ArrowUp: -1 }

function moveFocus(event: KeyboardEvent) {
  const isAcross = /Left|Right/.test(event.key)
  const way = (WAYS[event.key] ?? 0) * (isAcross && isRightToLeft() ? -1 : 1)
  const { target } = event
  if (!way || !(target instanceof HTMLElement)) return
  event.preventDefault()
  const all = [...(target.parentElement?.querySelectorAll('button') ?? [])]
  // As many as fit stand in a row.
  const columns = all.filter(one => one.offsetTop === all[0]?.offsetTop).length
  all[all.indexOf(target as HTMLButtonElement) + way * (isAcross ? 1 : columns)]?.focus()
}
