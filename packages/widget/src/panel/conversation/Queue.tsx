import { useEffect, useState } from 'preact/hooks'
import { Icon } from '../Icon.tsx'
import { fill, locale, plural, words } from '../words.ts'
import { useTalk } from './use-talk.ts'

const OP = 'GET /v1/widget/conversations/:conversationId/queue'
const EVERY_MS = 20_000

interface Place {
  position: number | null
  expectedWaitSeconds: number | null
}

/** How many are before the visitor, and how long it may take: asked only while somebody looks at it. */
export function Queue({ id }: { id: string }) {
  const { chat } = useTalk()
  const { open } = chat.face.value
  const [place, setPlace] = useState<Place>()
  useEffect(() => {
    if (!open) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = async () => {
      clearTimeout(timer)
      if (document.visibilityState !== 'visible') return
      timer = setTimeout(ask, EVERY_MS)
      setPlace(await chat.session.call(OP, { params: { conversationId: id } }).catch(() => undefined))
    }
    void ask()
    document.addEventListener('visibilitychange', ask)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', ask)
    }
  }, [open, id])
  if (!place?.position) return null
  const before = place.position - 1
  const minutes = Math.ceil((place.expectedWaitSeconds ?? 0) / 60)
  return (
    <p class="strip queue">
      <Icon name="clock" small />
      <span>
        {before ? plural(words.queueBefore, before) : words.queueNext}
        {minutes > 0 && ` ${fill(words.queueWait, { time: minutesOf(minutes) })}`}
      </span>
    </p>
  )
}

/** In words of the language; from an hour on, in hours. */
const minutesOf = (minutes: number) => {
  const isLong = minutes >= 60
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: isLong ? 'hour' : 'minute',
    unitDisplay: 'long',
    maximumFractionDigits: 0,
  }).format(isLong ? minutes / 60 : minutes)
}
