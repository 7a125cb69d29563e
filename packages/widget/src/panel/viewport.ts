const NARROW = 480

export type Viewport = ReturnType<typeof followViewport>

/** Narrow screens: the panel takes what the keyboard leaves, which only the visual viewport knows. */
export function followViewport(root: ShadowRoot, inline: boolean) {
  const query = matchMedia(`(max-width: ${NARROW}px)`)
  const place = root.host as HTMLElement
  const listeners = new Set<() => void>()
  let observer: ResizeObserver | undefined
  let full = false
  let following = false

  const stage = () =>
    place.getRootNode() instanceof ShadowRoot ? (place.getRootNode() as ShadowRoot).host : place

  function measure() {
    const isFull = inline ? stage().clientWidth <= NARROW : query.matches
    const view = window.visualViewport
    if (!inline && view) {
      place.style.setProperty('--hl-height', `${view.height}px`)
      place.style.setProperty('--hl-top', `${view.offsetTop}px`)
    }
    if (isFull === full) return
    full = isFull
    for (const listener of listeners) listener()
  }

  return {
    get full() {
      return full
    },
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    follow() {
      if (following) return
      following = true
      measure()
      query.addEventListener('change', measure)
      window.visualViewport?.addEventListener('resize', measure)
      window.visualViewport?.addEventListener('scroll', measure)
      if (!inline) return
      observer ??= new ResizeObserver(measure)
      observer.observe(stage())
    },
    rest() {
      if (!following) return
      following = false
      query.removeEventListener('change', measure)
      window.visualViewport?.removeEventListener('resize', measure)
      window.visualViewport?.removeEventListener('scroll', measure)
      observer?.disconnect()
    },
  }
}
