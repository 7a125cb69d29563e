import { AVATAR_SHAPES, DENSITIES, FONTS, type Theme } from '@halloo/protocol'
import { Monitor, Moon, Sun } from 'lucide-preact'
import { Choice } from '../look/Choice.tsx'
import { Segment } from '../look/Segment.tsx'
import { Slider } from '../look/Slider.tsx'
import type { PartProps } from './part.ts'
import { optionsOf } from './words.ts'

const FONT_WORDS: Record<Theme['font']['family'], string> = {
  system: 'The reader’s own',
  serif: 'With serifs',
  rounded: 'Rounded',
  mono: 'Typewriter',
  site: 'Your site’s (--halloo-font)',
}

/** Corners, room and type: what has no colour. */
export function ShapePart({ tokens, disabled, onChange }: PartProps) {
  const { radius, density, spacing, avatar } = tokens
  return (
    <section>
      <h2>Shape</h2>
      <Segment
        label="Appearance"
        disabled={disabled}
        value={tokens.appearance}
        options={[
          { value: 'auto', label: 'Visitor’s', icon: Monitor },
          { value: 'light', label: 'Light', icon: Sun },
          { value: 'dark', label: 'Dark', icon: Moon },
        ]}
        onChange={appearance => onChange({ appearance })}
      />
      <Slider
        {...{ label: 'Corners', value: radius, min: 0, max: 28, disabled }}
        onChange={value => onChange({ radius: value })}
      />
      <Segment
        label="Rows"
        disabled={disabled}
        value={density}
        options={optionsOf(DENSITIES)}
        onChange={value => onChange({ density: value })}
      />
      <Slider
        {...{ label: 'Margin', value: spacing, min: 8, max: 24, disabled }}
        onChange={value => onChange({ spacing: value })}
      />
      <Segment
        label="Faces"
        disabled={disabled}
        value={avatar.shape}
        options={optionsOf(AVATAR_SHAPES)}
        onChange={shape => onChange({ avatar: { shape } })}
      />
    </section>
  )
}

export function TypePart({ tokens: { font }, disabled, onChange }: PartProps) {
  return (
    <section>
      <h2>Type</h2>
      <Choice
        label="Letters"
        disabled={disabled}
        value={font.family}
        options={FONTS.map(value => ({ value, label: FONT_WORDS[value] }))}
        onChange={family => onChange({ font: { ...font, family } })}
      />
      <Slider
        {...{ label: 'Size of messages', value: font.size, min: 14, max: 18, disabled }}
        onChange={size => onChange({ font: { ...font, size } })}
      />
    </section>
  )
}
