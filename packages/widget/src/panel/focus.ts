const FOCUSABLE = 'button, input:not(:disabled), select, textarea, a[href], [tabindex="0"]'

/** Where writing begins: the composer or the first field, else the panel itself. */
export function focusFirst(root: ParentNode) {
  const isTouch = matchMedia('(pointer: coarse)').matches
  const field = isTouch ? null : root.querySelector<HTMLElement>('textarea, .form :is(input, select)')
  ;(field ?? root.querySelector<HTMLElement>('[role=dialog]'))?.focus({ preventScroll: true })
}

/** Keeps Tab inside, for as long as nothing else can be seen. */
export function trapTab(event: KeyboardEvent, inside: ParentNode | null, active: Element | null) {
  if (event.key !== 'Tab' || !inside) return
  const all = [...inside.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(one => one.offsetParent !== null)
  const [first, last] = [all[0], all.at(-1)]
  const isOutside = event.shiftKey ? active === first || active?.role === 'dialog' : active === last
  if (!isOutside) return
  event.preventDefault()
  ;(event.shiftKey ? last : first)?.focus()
}
