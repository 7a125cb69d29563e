import type { LucideIcon } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { lazy, Suspense } from 'preact/compat'
import { useRef } from 'preact/hooks'

const load = () => import('./MenuPopup.tsx')
const MenuPopup = lazy(load)

/** A button that opens a menu; the menu itself arrives with the first hint of use. */
export function Menu({
  label,
  open,
  onOpen,
  sections,
  class: className,
  title,
  disabled,
  children,
}: MenuProps) {
  const anchor = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(false)
  return (
    <>
      <button
        ref={anchor}
        type="button"
        class={className}
        aria-label={label}
        title={title}
        aria-haspopup="menu"
        aria-expanded={open}
        disabled={disabled}
        onPointerEnter={load}
        onFocus={load}
        onPointerDown={() => {
          wasOpen.current = open
        }}
        onClick={event => onOpen(event.detail > 0 ? !wasOpen.current : true)}
      >
        {children}
      </button>
      {open && (
        <Suspense fallback={null}>
          <MenuPopup anchor={anchor} sections={sections} onClose={() => onOpen(false)} />
        </Suspense>
      )}
    </>
  )
}

export interface MenuItem {
  label: string
  icon?: LucideIcon | undefined
  face?: ComponentChildren
  detail?: string | undefined
  keys?: string
  danger?: boolean
  checked?: boolean
  disabled?: boolean
  onSelect: () => void
}

export interface MenuSection {
  heading?: string
  items: readonly MenuItem[]
}

interface MenuProps {
  label?: string | undefined
  open: boolean
  onOpen: (open: boolean) => void
  sections: readonly MenuSection[]
  class?: string
  title?: string | undefined
  disabled?: boolean
  children: ComponentChildren
}
