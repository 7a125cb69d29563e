import type { Demands } from './shell.ts'

/** What the script tag says over the settings. A value that is none is ignored, with one line. */
export function attributesOf(dataset: DOMStringMap) {
  const pick = <T extends string>(name: string, ...allowed: T[]) => {
    const value = dataset[name]
    const found = allowed.find(one => one === value)
    if (value && !found) console.warn(`Halloo: ignored data-${name}="${value}"`)
    return found
  }
  const chatPosition = pick('position', 'bottom-right', 'bottom-left')
  const chatTheme = pick('theme', 'auto', 'light', 'dark')
  const demands: Demands = { ...(chatPosition && { chatPosition }), ...(chatTheme && { chatTheme }) }
  return {
    locale: dataset.locale,
    asks: !!pick('consent', 'required'),
    launcher: !pick('launcher', 'none'),
    demands,
  }
}
