import { signal } from '@preact/signals'

/** The time of day, once a second, for what ticks. It rests while the page is hidden. */
export const second = signal(Date.now())
/** The same once a minute, for what names days and hours. */
export const minute = signal(Date.now())

setInterval(() => {
  if (document.hidden) return
  const now = Date.now()
  second.value = now
  if (Math.floor(now / 60_000) !== Math.floor(minute.value / 60_000)) minute.value = now
}, 1_000)
