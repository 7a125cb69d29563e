import type { WidgetSettings } from '@halloo/protocol'
import { momentOf } from './times.ts'
import { fill, words } from './words.ts'

/** That nobody is there, and when somebody will be, on the visitor's own clock. */
export const backWords = ({ hours }: WidgetSettings) =>
  hours?.changesAt ? fill(words.awayUntil, { when: momentOf(hours.changesAt) }) : words.away
