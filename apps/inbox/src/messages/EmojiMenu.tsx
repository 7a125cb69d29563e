import { Smile } from 'lucide-preact'
import type { RefObject } from 'preact'
import { lazy, Suspense } from 'preact/compat'
import { useRef, useState } from 'preact/hooks'
import { IconButton } from '../look/Button.tsx'

const EmojiPopup = lazy(() => import('./EmojiPopup.tsx'))

/** Puts an emoji where the caret is. */
export function EmojiMenu({
  area,
  onWrite,
}: {
  area: RefObject<HTMLTextAreaElement | null>
  onWrite: (text: string) => void
}) {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const choose = (emoji: string) => {
    const element = area.current
    setOpen(false)
    if (!element) return
    element.setRangeText(emoji, element.selectionStart, element.selectionEnd, 'end')
    onWrite(element.value)
    element.focus()
  }
  return (
    <>
      <IconButton
        ref={button}
        label="Emoji"
        icon={Smile}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      />
      {open && (
        <Suspense fallback={null}>
          <EmojiPopup anchor={button} onChoose={choose} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
