import type { Place } from '@halloo/protocol'
import { Monitor, PanelLeftDashed, PanelRightDashed, Smartphone } from 'lucide-preact'
import { Segment } from '../look/Segment.tsx'
import { Slider } from '../look/Slider.tsx'
import type { PartProps } from './part.ts'

export type Device = 'desktop' | 'phone'

/** Where it stands on each kind of screen; the one that is shown is also the one of the preview. */
export function PlacePart({ tokens: { position }, device, onDevice, disabled, onChange }: PlaceProps) {
  const place = position[device]
  const set = (change: Partial<Place>) =>
    onChange({ position: { ...position, [device]: { ...place, ...change } } })
  return (
    <section>
      <h2>Place</h2>
      <Segment
        label="On"
        value={device}
        options={[
          { value: 'desktop', label: 'Desktops', icon: Monitor },
          { value: 'phone', label: 'Phones', icon: Smartphone },
        ]}
        onChange={onDevice}
      />
      <Segment
        label="Side"
        disabled={disabled}
        value={place.side}
        options={[
          { value: 'bottom-left', label: 'Left', icon: PanelLeftDashed },
          { value: 'bottom-right', label: 'Right', icon: PanelRightDashed },
        ]}
        onChange={side => set({ side })}
      />
      <Slider
        {...{ label: 'From the side', value: place.x, min: 0, max: 200, disabled }}
        onChange={x => set({ x })}
      />
      <Slider
        {...{ label: 'From the foot', value: place.y, min: 0, max: 200, disabled }}
        onChange={y => set({ y })}
      />
    </section>
  )
}

interface PlaceProps extends PartProps {
  device: Device
  onDevice: (device: Device) => void
}
