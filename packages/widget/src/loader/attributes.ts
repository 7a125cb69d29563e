import type { WidgetSettings } from '@halloo/protocol'

/** What the script tag says over the settings. A value that is none is ignored, with one line. */
export function attributesOf({ dataset }: HTMLScriptElement) {
  const settings: Partial<WidgetSettings> = {}
  const wrong: string[] = []
  const pick = <T extends string>(name: string, allowed: readonly T[]) => {
    const value = dataset[name]
    const found = allowed.find(one => one === value)
    if (value && !found) wrong.push(`data-${name}="${value}"`)
    return found
  }
  const position = pick('position', ['bottom-right', 'bottom-left'])
  const theme = pick('theme', ['auto', 'light', 'dark'])
  const launcher = pick('launcher', ['none'])
  pick('locale', ['en'])
  if (position) settings.chatPosition = position
  if (theme) settings.chatTheme = theme
  if (wrong[0]) console.warn('Halloo: ignored', ...wrong)
  return { settings, launcher: !launcher }
}
