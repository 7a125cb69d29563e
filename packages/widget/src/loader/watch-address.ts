interface Navigation extends EventTarget {}

/** Hears when a single-page site goes to another view, without touching its history. */
export function watchAddress(onChange: () => void): () => void {
  const navigation = (window as { navigation?: Navigation }).navigation
  const watched = navigation
    ? ([[navigation, 'currententrychange']] as const)
    : ([
        [window, 'popstate'],
        [window, 'hashchange'],
        // Where no event tells of a new view, the next touch of the page does.
        [document, 'click'],
      ] as const)
  for (const [target, type] of watched) target.addEventListener(type, onChange)
  return () => {
    for (const [target, type] of watched) target.removeEventListener(type, onChange)
  }
}
