import { type Colors, paletteOf, readableColors, type Theme } from '@halloo/protocol'
import { Moon, Sun } from 'lucide-preact'
import { Segment } from '../look/Segment.tsx'
import { ColorField } from './ColorField.tsx'
import type { PartProps } from './part.ts'

const ROWS: readonly { name: keyof Colors; label: string; against?: keyof Colors }[] = [
  { name: 'brand', label: 'Brand' },
  { name: 'onBrand', label: 'Words on the brand', against: 'brand' },
  { name: 'header', label: 'Header' },
  { name: 'onHeader', label: 'Words in the header', against: 'header' },
  { name: 'link', label: 'Links', against: 'ground' },
  { name: 'ground', label: 'Panel' },
  { name: 'ink', label: 'Words', against: 'ground' },
  { name: 'bubble', label: 'Your team’s bubbles', against: 'ink' },
]

/** Colours of day and night; the half that is shown is also the one that the preview shows. */
export function ColorsPart({ tokens, low, half, onHalf, disabled, onChange }: ColorsProps) {
  const { colors } = tokens
  const palette = paletteOf(readableColors(colors), half === 'dark')
  const set = (name: keyof Colors, value: string | null) => {
    const next = { ...colors[half], [name]: value }
    onChange({ colors: { ...colors, [half]: next } as Theme['colors'] })
  }
  return (
    <section>
      <h2>Colours</h2>
      <Segment
        label="Of"
        value={half}
        options={[
          { value: 'light', label: 'Day', icon: Sun },
          { value: 'dark', label: 'Night', icon: Moon },
        ]}
        onChange={onHalf}
      />
      <p class="meta">What is left empty follows from the brand, and can always be read.</p>
      {ROWS.map(({ name, label, against }) => (
        <ColorField
          key={`${half} ${name}`}
          label={label}
          value={colors[half][name]}
          follows={name === 'brand' && half === 'light' ? undefined : palette[name]}
          against={against && palette[against]}
          low={low.find(one => one.half === half && one.name === name)}
          disabled={disabled}
          onChange={value => set(name, value)}
        />
      ))}
    </section>
  )
}

interface ColorsProps extends PartProps {
  half: 'light' | 'dark'
  onHalf: (half: 'light' | 'dark') => void
}
