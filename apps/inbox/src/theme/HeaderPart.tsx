import { HEADER_STYLES, type Theme } from '@halloo/protocol'
import { Segment } from '../look/Segment.tsx'
import { PictureField } from './PictureField.tsx'
import type { PartProps } from './part.ts'
import { optionsOf } from './words.ts'

/** The top of the panel's first page. */
export function HeaderPart({ tokens: { header }, disabled, onChange }: PartProps) {
  const set = (change: Partial<Theme['header']>) => onChange({ header: { ...header, ...change } })
  return (
    <section>
      <h2>Header</h2>
      <Segment
        label="Style"
        disabled={disabled}
        value={header.style}
        options={optionsOf(HEADER_STYLES)}
        onChange={style => set({ style })}
      />
      {header.style === 'picture' && (
        <PictureField
          label="Picture at its foot"
          hint="About 760 × 300, up to 1 MB. Words never stand upon it."
          value={header.picture}
          disabled={disabled}
          onChange={picture => set({ picture })}
        />
      )}
      <PictureField
        label="Logo"
        hint="Square, up to 1 MB; in the place of the mark."
        value={header.logo}
        disabled={disabled}
        onChange={logo => set({ logo })}
      />
    </section>
  )
}
