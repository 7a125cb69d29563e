import { CircleAlert } from 'lucide-preact'
import { useId } from 'preact/hooks'
import { Button } from '../look/Button.tsx'
import { Icon } from '../look/Icon.tsx'
import { ENOUGH, isColor, nearestForWhite, ratioWords, textOn } from './contrast.ts'

/** The brand colour with the ratio of the text upon it, and the nearest one that carries white text. */
export function ColorField({ value, disabled, fault, onChange }: ColorProps) {
  const id = useId()
  const valid = isColor(value)
  const text = valid ? textOn(value) : undefined
  const bad = !valid || fault !== undefined
  return (
    <div class="field">
      <label class="label" for={id}>
        Brand colour
      </label>
      <span class={`input ${bad ? 'bad' : ''}`}>
        <input
          type="color"
          class="swatch"
          aria-label="Pick a colour"
          disabled={disabled}
          value={valid ? value : '#03604a'}
          onInput={event => onChange(event.currentTarget.value)}
        />
        <input
          id={id}
          class="num"
          maxLength={7}
          spellcheck={false}
          autocomplete="off"
          disabled={disabled}
          value={value}
          aria-invalid={bad || undefined}
          aria-describedby={`${id}-why`}
          onInput={event => onChange(withHash(event.currentTarget.value))}
        />
        {text && <span class="meta num">{ratioWords(text.ratio)}</span>}
      </span>
      <div id={`${id}-why`} role="status">
        {!valid && <span class="hint bad">A colour has six figures, as #03604a.</span>}
        {text && text.withWhite < ENOUGH && (
          <div class="fix">
            <span class="hint">
              <Icon of={CircleAlert} size={14} />
              <span>
                {fault ??
                  `White text would be hard to read here (${ratioWords(text.withWhite)}), so the widget writes in ${text.ink}.`}
              </span>
            </span>
            <Nearest color={nearestForWhite(value)} disabled={disabled} onChange={onChange} />
          </div>
        )}
      </div>
    </div>
  )
}

function Nearest({ color, disabled, onChange }: Omit<ColorProps, 'value' | 'fault'> & { color: string }) {
  return (
    <div class="row">
      <span class="swatch" style={{ background: color }} />
      <span class="grow">
        <b class="num">{color}</b> <span class="meta">nearest for white text</span>
      </span>
      <Button small disabled={disabled} onClick={() => onChange(color)}>
        Use it
      </Button>
    </div>
  )
}

const withHash = (value: string) => (value.startsWith('#') ? value : `#${value}`)

interface ColorProps {
  value: string
  disabled: boolean
  fault: string | undefined
  onChange: (value: string) => void
}
