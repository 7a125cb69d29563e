import type { WidgetSettings } from '@halloo/protocol'

/** What the script tag says over the settings. A value that is none is ignored, with one line. */
export function attributesOf(dataset: DOMStringMap, settings: WidgetSettings) {
  const pick = <T extends string>(name: string, ...allowed: T[]) => {
    const value = dataset[name]
    const found = allowed.find(one => one === value)
    if (value && !found) console.warn(`Halloo: ignored data-${name}="${value}"`)
    return found
  }
  return {
    locale: dataset.locale,
    asks: !!pick('consent', 'required'),
    launcher: !pick('launcher', 'none'),
    settings: {
      ...settings,
      chatPosition: pick('position', 'bottom-right', 'bottom-left') ?? settings.chatPosition,
      chatTheme: pick('theme', 'auto', 'light', 'dark') ?? settings.chatTheme,
    },
  }
}
