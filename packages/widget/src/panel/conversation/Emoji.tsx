import { useEffect, useRef } from 'preact/hooks'
import { words } from '../words.ts'
import { PICKER } from './emoji.ts'

export function Emoji({ onPick, onClose }: { onPick(emoji: string): void; onClose(): void }) {
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

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 8, ArrowUp: -8 }

function moveFocus(event: KeyboardEvent) {
  const step = STEPS[event.key]
  const { target } = event
  if (!step || !(target instanceof HTMLElement)) return
  event.preventDefault()
  const all = [...(target.parentElement?.children ?? [])]
  const next = all[all.indexOf(target) + step]
  if (next instanceof HTMLElement) next.focus()
}
