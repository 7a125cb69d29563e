import { LAUNCHER_ICONS, LAUNCHER_SHAPES, type Theme } from '@halloo/protocol'
import { useEffect, useState } from 'preact/hooks'
import { Choice } from '../look/Choice.tsx'
import { TextField } from '../look/Field.tsx'
import { Segment } from '../look/Segment.tsx'
import { Slider } from '../look/Slider.tsx'
import { PictureField } from './PictureField.tsx'
import type { PartProps } from './part.ts'
import { optionsOf } from './words.ts'

const ICON_WORDS: Record<Theme['launcher']['icon'], string> = {
  mark: 'The near and the far voice',
  bubble: 'A bubble',
  dots: 'A bubble with dots',
  question: 'A question',
  letter: 'A letter',
  heart: 'A heart',
}

/** The button on the page. */
export function LauncherPart({ tokens: { launcher }, disabled, onChange }: PartProps) {
  const set = (change: Partial<Theme['launcher']>) => onChange({ launcher: { ...launcher, ...change } })
  return (
    <section>
      <h2>Launcher</h2>
      <Segment
        label="Form"
        disabled={disabled}
        value={launcher.shape}
        options={optionsOf(LAUNCHER_SHAPES)}
        onChange={shape => set({ shape })}
      />
      <Slider
        {...{ label: 'Height', value: launcher.size, min: 44, max: 72, disabled }}
        onChange={size => set({ size })}
      />
      <Choice
        label="Icon"
        disabled={disabled}
        value={launcher.icon}
        options={LAUNCHER_ICONS.map(value => ({ value, label: ICON_WORDS[value] }))}
        onChange={icon => set({ icon })}
      />
      <PictureField
        label="Picture instead of the icon"
        hint="Square, up to 1 MB. Choose a file, or drop or paste it here."
        value={launcher.picture}
        disabled={disabled}
        onChange={picture => set({ picture })}
      />
      <Label value={launcher.label} disabled={disabled} onChange={label => set({ label })} />
    </section>
  )
}

function Label({ value, disabled, onChange }: LabelProps) {
  const [typed, setTyped] = useState(value ?? '')
  useEffect(() => setTyped(now => (now.trim() === (value ?? '') ? now : (value ?? ''))), [value])
  return (
    <TextField
      label="Words beside it"
      hint="Up to 24 letters; empty for none."
      maxLength={24}
      disabled={disabled}
      value={typed}
      onValue={next => {
        setTyped(next)
        onChange(next.trim() || null)
      }}
    />
  )
}

interface LabelProps {
  value: string | null
  disabled: boolean
  onChange: (value: string | null) => void
}
