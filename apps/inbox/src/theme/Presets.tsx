import { PRESETS, type Preset, paletteOf, type Theme, wear } from '@halloo/protocol'
import type { PartProps } from './part.ts'

const same = (a: Theme, b: Theme) => JSON.stringify(a) === JSON.stringify(b)

/** Looks to begin with; place, words and pictures stay. */
export function Presets({ tokens, disabled, onChange }: PartProps) {
  return (
    <section>
      <h2>Begin with</h2>
      <div class="presets">
        {PRESETS.map(preset => (
          <button
            key={preset.name}
            type="button"
            class="preset"
            disabled={disabled}
            aria-pressed={same(wear(tokens, preset), tokens)}
            title={preset.say}
            onClick={() => onChange(wear(tokens, preset))}
          >
            <Look preset={preset} />
            {preset.name}
          </button>
        ))}
      </div>
    </section>
  )
}

/** The panel in little: header, a bubble of the team, one of the visitor. */
function Look({ preset: { look } }: { preset: Preset }) {
  const { header, ground, bubble, brand } = paletteOf(look.colors, false)
  const corner = Math.round(look.radius / 4)
  return (
    <svg viewBox="0 0 56 40" aria-hidden="true">
      <rect width="56" height="40" rx={corner} fill={ground} />
      <path
        d={`M0 14V${corner}a${corner} ${corner} 0 0 1 ${corner}-${corner}H${56 - corner}a${corner} ${corner} 0 0 1 ${corner} ${corner}V14Z`}
        fill={header}
      />
      <rect x="6" y="19" width="26" height="6" rx={Math.min(3, corner)} fill={bubble} />
      <rect x="26" y="28" width="24" height="6" rx={Math.min(3, corner)} fill={brand} />
    </svg>
  )
}
