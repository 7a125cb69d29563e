import type { WidgetSettings } from '@halloo/protocol'
import type { Halloo } from '../halloo.ts'
import type { Panel } from '../panel-face.ts'
import { watchGreetings } from './greetings.ts'
import { watchPlace } from './place.ts'

export interface ExtrasContext {
  host: HTMLElement
  settings: WidgetSettings
  begin(start: Parameters<Panel['start']>[0]): void
  on: Halloo['on']
  /** Whether anything may be stored in the browser. */
  stores(): boolean
  /** Says whether the launcher may be seen here and now. */
  allow(isAllowed: boolean): void
}

/** Answers with how to stop. */
export type AddExtras = (context: ExtrasContext) => () => void

/** What only those owners' pages carry who have made rules: where the chat shows, and what it says first. */
export const addExtras: AddExtras = context => {
  const stops = [watchPlace(context), watchGreetings(context)]
  return () => {
    for (const stop of stops) stop()
  }
}
