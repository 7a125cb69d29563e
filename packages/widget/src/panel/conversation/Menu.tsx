import { useRef, useState } from 'preact/hooks'
import { Icon } from '../Icon.tsx'
import { words } from '../words.ts'
import { MAIL, MORE, SAVE, STOP } from './icons.ts'
import { useTalk } from './use-talk.ts'

/** What can be done with a conversation beside writing. */
export function Menu({ id, ended }: { id: string; ended: boolean }) {
  const { chat } = useTalk()
  const [open, setOpen] = useState(false)
  const toggle = useRef<HTMLButtonElement>(null)
  const choices = [
    {
      d: SAVE,
      text: words.transcript,
      act: async () => (await import('./transcript.ts')).saveTranscript(chat, id),
    },
    ...(chat.session.me()?.email
      ? [
          {
            d: MAIL,
            text: words.transcriptMail,
            act: async () => (await import('./transcript.ts')).mailTranscript(chat, id),
          },
        ]
      : []),
    ...(ended ? [] : [{ d: STOP, text: words.endNow, act: () => chat.end(id) }]),
  ]
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears what its buttons do not.
    <div
      class="menu"
      role="presentation"
      onFocusOut={event => {
        const to = event.relatedTarget
        if (!(to instanceof Node && event.currentTarget.contains(to))) setOpen(false)
      }}
      onKeyDown={event => {
        if (event.key !== 'Escape' || !open) return
        event.preventDefault()
        toggle.current?.focus()
        setOpen(false)
      }}
    >
      <button
        ref={toggle}
        type="button"
        class="icon"
        aria-label={words.more}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon d={MORE} />
      </button>
      {open && (
        <div class="choices">
          {choices.map(({ d, text, act }) => (
            <button
              type="button"
              key={text}
              onClick={() => {
                // Before the one that was pressed goes.
                toggle.current?.focus()
                setOpen(false)
                void chat.attempt(act)
              }}
            >
              <Icon d={d} small />
              {text}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
