import type { WidgetSettings } from '@halloo/protocol'

/** What the server puts into the loader. */
export interface Config {
  key: string
  /** Origin of the server, for where no script tag tells it. */
  url: string
  settings: WidgetSettings
}
