import type { OpeningHours } from '@halloo/protocol'
import { DoorClosed, DoorOpen } from 'lucide-preact'
import { minute } from '../live/now.ts'
import { Icon } from '../look/Icon.tsx'
import { hoursNow, type WallTime, wallTime } from './hours-now.ts'
import { placeName } from './zones.ts'

const CLOCK = /^\d\d:\d\d$/

/** What these hours mean at this moment. */
export function NowLine({ hours }: { hours: OpeningHours }) {
  const { timeZone } = hours
  // What is half typed counts for nothing yet.
  const week = hours.week.filter(({ opens, closes }) => CLOCK.test(opens) && CLOCK.test(closes))
  const here = wallTime(timeZone, minute.value)
  const { isOpen, changes } = hoursNow({ ...hours, week }, minute.value)
  return (
    <p class={isOpen ? 'nowline open' : 'nowline'} role="status">
      <Icon of={isOpen ? DoorOpen : DoorClosed} />
      <span>
        <b>{wordsOf(isOpen, changes, here)}</b>{' '}
        <span class="meta num">
          It is {here.clock} in {placeName(timeZone)}.
        </span>
      </span>
    </p>
  )
}

function wordsOf(isOpen: boolean, changes: WallTime | null, here: WallTime) {
  if (isOpen) return changes ? `Open now, until ${whenOf(changes, here)}.` : 'Open now, day and night.'
  return changes
    ? `Closed now. Opens ${changes.date === here.date ? 'at ' : 'on '}${whenOf(changes, here)}.`
    : 'Closed, and no day has hours.'
}

const DATE = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  timeZone: 'UTC',
})

const whenOf = ({ date, clock }: WallTime, here: WallTime) =>
  date === here.date ? clock : `${DATE.format(new Date(date)).replace(',', '')} at ${clock}`
