/** What the page around us tells: back on the network or on screen, put away, taken out again. */
export interface PageEvents {
  /** `online`: it is the network that came back, not only the reader. */
  onReturn(online: boolean): void
  onHide(): void
  onShow(): void
}

/** Listens to the page where there is one; elsewhere nothing happens. */
export function watchPage(events: PageEvents): () => void {
  if (typeof globalThis.addEventListener !== 'function') return () => {}
  const visible = () => document.visibilityState === 'visible' && events.onReturn(false)
  const watched = [
    [globalThis, 'online', () => events.onReturn(true)],
    [globalThis, 'pagehide', events.onHide],
    [globalThis, 'pageshow', events.onShow],
    ...(typeof document === 'undefined' ? [] : [[document, 'visibilitychange', visible] as const]),
  ] as const
  for (const [target, type, listener] of watched) target.addEventListener(type, listener)
  return () => {
    for (const [target, type, listener] of watched) target.removeEventListener(type, listener)
  }
}
