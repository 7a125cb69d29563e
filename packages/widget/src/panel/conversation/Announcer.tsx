import { useEffect, useRef, useState } from 'preact/hooks'
import { plural, words } from '../words.ts'
import { useTalk } from './use-talk.ts'

const BATCH_MS = 700

/** Reads out what others write while the log is open: several at once as a number, one's own and the past never. */
export function Announcer({ id }: { id: string }) {
  const { chat } = useTalk()
  const { open, settings, older } = chat.face.value
  const messages = chat.store.state.messages[id] ?? []
  const [told, setTold] = useState('')
  const heard = useRef<number | undefined>(undefined)
  const lastSeq = messages.at(-1)?.seq ?? 0
  const isLoaded = older[id] !== undefined && older[id] !== 'loading'

  useEffect(() => {
    if (!open) heard.current = undefined
    // What comes while the log is fetched anew is no past.
    if (!isLoaded || !open) return
    const from = heard.current
    if (from === undefined) heard.current = lastSeq
    if (from === undefined || lastSeq <= from) return
    const timer = setTimeout(() => {
      heard.current = lastSeq
      const fresh = messages.filter(({ seq, senderType }) => seq > from && /agent|bot/.test(senderType))
      const [only] = fresh
      if (fresh.length > 1) setTold(plural(words.newMessages, fresh.length))
      else if (only) setTold(`${only.senderName ?? settings.name}: ${only.content || words.file}`)
    }, BATCH_MS)
    return () => clearTimeout(timer)
  }, [lastSeq, isLoaded, open])

  return (
    <div class="only-read" aria-live="polite">
      {told}
    </div>
  )
}
