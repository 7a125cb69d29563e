import type { Message } from '@halloo/protocol'
import { LIMITS } from '@halloo/protocol/constants'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Button } from '../look/Button.tsx'
import { Hint } from '../look/Field.tsx'
import { layout } from '../shell/layout.ts'
import { beginEditing, editMessage } from './actions.ts'
import { sendsByEnter } from './SendMenu.tsx'
import { useGrowth } from './use-growth.ts'

/** A sent message while its words are changed, in its own place. Escape leaves it as it was. */
export function EditMessage({ message }: { message: Message }) {
  const [text, setText] = useState(message.content)
  const [fault, setFault] = useState<string>()
  const [busy, setBusy] = useState(false)
  const area = useRef<HTMLTextAreaElement>(null)
  useGrowth(area, text)
  useEffect(() => {
    const { current } = area
    current?.focus()
    current?.setSelectionRange(current.value.length, current.value.length)
    // The way back for the keyboard: to the words that were being changed.
    return () => document.getElementById('reply')?.focus()
  }, [])

  const over = [...text].length - LIMITS.messageCodePoints
  const unfit = busy || over > 0 || !text.trim()
  const leave = () => beginEditing(null)
  const save = async () => {
    if (unfit) return
    if (text === message.content) return leave()
    setBusy(true)
    const trouble = await editMessage(message, text)
    setBusy(false)
    if (trouble) setFault(`Not changed. ${trouble}`)
    else leave()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      return leave()
    }
    if (event.key !== 'Enter' || event.isComposing || event.shiftKey) return
    if (!(event.metaKey || event.ctrlKey) && (!sendsByEnter.value || layout.value === 'phone')) return
    event.preventDefault()
    void save()
  }
  return (
    <fieldset class="said anew" aria-label="Edit message">
      <textarea
        ref={area}
        class="input"
        rows={1}
        dir="auto"
        aria-label="Message"
        aria-invalid={over > 0 || undefined}
        value={text}
        onInput={event => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <Hint fault={over > 0 ? `${over} too many` : fault} />
      <div class="row end">
        <Button kind="quiet" small keys="esc" onClick={leave}>
          Cancel
        </Button>
        <Button small disabled={unfit} onClick={save}>
          Save
        </Button>
      </div>
    </fieldset>
  )
}
