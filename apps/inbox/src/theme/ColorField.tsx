import { contrast, ENOUGH, type LowContrast } from '@halloo/protocol'
import { CircleAlert, RotateCcw } from 'lucide-preact'
import { useEffect, useId, useState } from 'preact/hooks'
import { Button, IconButton } from '../look/Button.tsx'
import { Icon } from '../look/Icon.tsx'

const isColor = (value: string) => /^#[0-9a-f]{6}$/i.test(value)
const withHash = (value: string) => (value === '' || value.startsWith('#') ? value : `#${value}`)
/** Rounded down, so that what is called 4.5 is 4.5. */
const ratioWords = (ratio: number) => `${(Math.floor(ratio * 10) / 10).toFixed(1)} : 1`

/** One colour, with its ratio to what it stands with, and the nearest that reads where it does not. */
export function ColorField({ label, value, follows, against, low, disabled, onChange }: ColorFieldProps) {
  const id = useId()
  const [typed, setTyped] = useState(value ?? '')
  useEffect(() => setTyped(value ?? ''), [value])
  const isWrong = typed !== '' && !isColor(typed)
  const bad = isWrong || low !== undefined
  const take = (next: string) => {
    setTyped(next)
    if (isColor(next)) onChange(next.toLowerCase())
    else if (next === '' && follows) onChange(null)
  }
  return (
    <div class="field colorfield">
      <label class="label" for={id}>
        {label}
      </label>
      <span class={`input ${bad ? 'bad' : ''}`}>
        <input
          type="color"
          class="swatch"
          aria-label={`Pick: ${label}`}
          disabled={disabled}
          value={value ?? follows ?? '#000000'}
          onInput={event => take(event.currentTarget.value)}
        />
        <input
          id={id}
          class="num"
          maxLength={7}
          spellcheck={false}
          autocomplete="off"
          disabled={disabled}
          value={typed}
          placeholder={follows ? 'Follows' : ''}
          aria-invalid={bad || undefined}
          aria-describedby={`${id}-why`}
          onInput={event => take(withHash(event.currentTarget.value))}
          onBlur={() => setTyped(value ?? '')}
        />
        {value && against && <span class="meta num">{ratioWords(contrast(value, against))}</span>}
        {value && follows && !disabled && (
          <IconButton
            label={`Let it follow: ${label}`}
            icon={RotateCcw}
            size={14}
            onClick={() => onChange(null)}
          />
        )}
      </span>
      <div id={`${id}-why`} role="status">
        {isWrong && <span class="hint bad">A colour has six figures, as #03604a.</span>}
        {low && <Fix low={low} disabled={disabled} onUse={() => onChange(low.suggestion)} />}
      </div>
    </div>
  )
}

function Fix({ low, disabled, onUse }: { low: LowContrast; disabled: boolean; onUse: () => void }) {
  return (
    <div class="fix">
      <span class="hint bad">
        <Icon of={CircleAlert} size={14} />
        <span>
          Hard to read with what it stands with: {ratioWords(low.ratio)}. It needs {ENOUGH} : 1.
        </span>
      </span>
      <div class="row">
        <span class="swatch" style={{ background: low.suggestion }} />
        <span class="grow">
          <b class="num">{low.suggestion}</b> <span class="meta">nearest, as previewed</span>
        </span>
        <Button small disabled={disabled} onClick={onUse}>
          Use it
        </Button>
      </div>
    </div>
  )
}

interface ColorFieldProps {
  label: string
  value: string | null
  /** What it is where nothing is chosen; absent where something must be. */
  follows?: string | undefined
  /** The colour that it stands with. */
  against?: string | undefined
  low: LowContrast | undefined
  disabled: boolean
  onChange: (value: string | null) => void
}
