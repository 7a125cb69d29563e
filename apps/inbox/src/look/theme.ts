import type { Preferences } from '@halloo/protocol'

const KEY = 'halloo.theme'

/** Puts the chosen theme on the page, and remembers it so that the next start does not flash. */
export function applyTheme(theme: Preferences['theme']) {
  localStorage.setItem(KEY, theme)
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}

export const rememberedTheme = (): Preferences['theme'] => {
  const kept = localStorage.getItem(KEY)
  return kept === 'light' || kept === 'dark' ? kept : 'system'
}
