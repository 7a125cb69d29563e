const FOCUSABLE = 'button:not(:disabled), input, textarea, a[href], [tabindex="0"]'

/** Where writing begins: the composer or the first field, else the panel itself. */
export function focusFirst(root: ParentNode) {
  const isTouch = matchMedia('(pointer: coarse)').matches
  const field = isTouch ? null : root.querySelector<HTMLElement>('textarea, .form input')
  ;(field ?? root.querySelector<HTMLElement>('[role=dialog]'))?.focus({ preventScroll: true })
}

/** Keeps Tab inside, for as long as nothing else can be seen. */
export function trapTab(event: KeyboardEvent, root: ShadowRoot) {
  if (event.key !== 'Tab') return
  const all = [...root.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(one => one.offsetParent !== null)
  const [first, last] = [all[0], all.at(-1)]
  const at = root.activeElement
  const isOutside = event.shiftKey ? at === first || at?.role === 'dialog' : at === last
  if (!isOutside) return
  event.preventDefault()
  ;(event.shiftKey ? last : first)?.focus()
}
