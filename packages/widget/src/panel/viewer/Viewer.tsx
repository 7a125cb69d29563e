/// <reference path="../../css.d.ts" />
import { useEffect, useRef, useState } from 'preact/hooks'
import { addSheet } from '../add-sheet.ts'
import { SAVE } from '../conversation/icons.ts'
import { useTalk } from '../conversation/use-talk.ts'
import { trapTab } from '../focus.ts'
import { Icon } from '../Icon.tsx'
import { fill, isRightToLeft, words } from '../words.ts'
import css from './viewer.css?inline'

const SWIPE_PX = 48

/** The pictures of a conversation, one at a time, over everything else. */
export function Viewer({ id }: { id: string }) {
  const { chat, root, files } = useTalk()
  addSheet(root, css)
  const { viewing } = chat.face.value
  const pictures = (chat.store.state.messages[id] ?? [])
    .flatMap(message => message.attachments)
    .filter(attachment => attachment.kind === 'image')
  const at = pictures.findIndex(picture => picture.id === viewing)
  const picture = pictures[at]
  const [source, setSource] = useState<string>()
  const [large, setLarge] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const from = useRef<number | undefined>(undefined)

  const close = () => chat.face.set({ viewing: null })
  const go = (step: number) => {
    const next = pictures[at + step]
    if (next) chat.face.set({ viewing: next.id })
  }

  useEffect(() => {
    const before = root.activeElement
    box.current?.focus()
    return () => before instanceof HTMLElement && before.focus()
  }, [])
  useEffect(() => {
    setSource(undefined)
    setLarge(false)
    // Deleted meanwhile, it is no longer to be looked at.
    if (!picture) close()
    else void chat.attempt(async () => setSource(await files.linkOf(picture.id)))
  }, [picture?.id])

  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    trapTab(event, box.current, root.activeElement)
    const ahead = isRightToLeft() ? -1 : 1
    const acts: Record<string, () => void> = {
      Escape: close,
      ArrowRight: () => go(ahead),
      ArrowLeft: () => go(-ahead),
      '+': () => setLarge(true),
      '-': () => setLarge(false),
    }
    const act = acts[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }

  if (!picture) return null
  const name = fill(words.image, { name: picture.fileName })
  return (
    <div
      ref={box}
      class="viewer"
      role="dialog"
      aria-modal="true"
      aria-label={name}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onPointerDown={event => {
        from.current = large ? undefined : event.clientX
      }}
      onPointerUp={event => {
        const moved = event.clientX - (from.current ?? event.clientX)
        if (Math.abs(moved) > SWIPE_PX) go(moved < 0 === !isRightToLeft() ? 1 : -1)
      }}
    >
      <div class="viewer-bar">
        <span class="cut" dir="auto">
          {picture.fileName}
        </span>
        {pictures.length > 1 && (
          <span role="status">{fill(words.place, { n: at + 1, total: pictures.length })}</span>
        )}
        <button type="button" aria-label={words.zoom} aria-pressed={large} onClick={() => setLarge(!large)}>
          <Icon d="m21 21-4.3-4.3M11 8v6M8 11h6M19 11a8 8 0 1 1-16 0 8 8 0 0 1 16 0Z" />
        </button>
        {source && (
          <a href={source} target="_blank" rel="noopener" aria-label={words.download}>
            <Icon d={SAVE} />
          </a>
        )}
        <button type="button" aria-label={words.close} onClick={close}>
          <Icon name="x" />
        </button>
      </div>
      <div class={`viewer-place${large ? ' large' : ''}`}>
        {source && (
          <img
            src={source}
            alt={name}
            width={picture.width ?? undefined}
            height={picture.height ?? undefined}
            draggable={false}
            onDblClick={() => setLarge(!large)}
          />
        )}
      </div>
      {at > 0 && (
        <button type="button" class="side" aria-label={words.previous} onClick={() => go(-1)}>
          <Icon name="left" />
        </button>
      )}
      {at < pictures.length - 1 && (
        <button type="button" class="side end" aria-label={words.next} onClick={() => go(1)}>
          <Icon name="right" />
        </button>
      )}
    </div>
  )
}
