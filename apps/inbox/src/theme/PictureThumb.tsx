import { ownPictureKey } from '@halloo/protocol'
import { ImageOff, ImagePlus, Link2 } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { Icon } from '../look/Icon.tsx'
import type { Sending } from './use-picture.ts'

/** The picture in little, from the moment that it is chosen. */
export function PictureThumb({ label, value, sending }: ThumbProps) {
  const [broken, setBroken] = useState<string>()
  const shown = sending.phase === 'sending' ? sending.seen : value
  if (!shown) return <Box of={ImagePlus} />
  // The inbox fetches nothing from other hosts.
  if (shown === value && !ownPictureKey(value)) return <Box of={Link2} />
  if (shown === broken) return <Box of={ImageOff} />
  return (
    <span class="thumb full">
      <img key={shown} src={shown} alt={label} onError={() => setBroken(shown)} />
    </span>
  )
}

const Box = ({ of }: { of: Parameters<typeof Icon>[0]['of'] }) => (
  <span class="thumb">
    <Icon of={of} size={20} />
  </span>
)

interface ThumbProps {
  label: string
  value: string | null
  sending: Sending
}
