import { Dialog as Base } from '@base-ui/react/dialog'
import type { ComponentChildren, RefObject } from 'preact'

/** A dialog over the page: focus stays in it, Escape leaves it, and focus returns to where it came from. */
export function Dialog({ title, say, class: more = '', titleHidden, focus, onClose, children }: DialogProps) {
  return (
    <Base.Root open onOpenChange={open => open || onClose()}>
      <Base.Portal>
        <Base.Backdrop className="scrim" />
        <Base.Popup className={`dialog ${more}`} initialFocus={focus ?? true}>
          <Base.Title className={titleHidden ? 'hide' : undefined}>{title}</Base.Title>
          {say && <Base.Description className="say">{say}</Base.Description>}
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

interface DialogProps {
  title: string
  say?: ComponentChildren
  class?: string
  titleHidden?: boolean
  focus?: RefObject<HTMLElement | null> | undefined
  onClose: () => void
  children?: ComponentChildren
}
