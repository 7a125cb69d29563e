import { useId } from 'preact/hooks'

/** A length between two ends, with its figure. */
export function Slider({ label, value, min, max, disabled, onChange }: SliderProps) {
  const id = useId()
  return (
    <div class="opt bare">
      <label for={id}>{label}</label>
      <span class="slider">
        <input
          id={id}
          type="range"
          min={min}
          max={max}
          value={value}
          disabled={disabled}
          aria-valuetext={`${value} px`}
          onInput={event => onChange(event.currentTarget.valueAsNumber)}
        />
        <span class="meta num">{value} px</span>
      </span>
    </div>
  )
}

interface SliderProps {
  label: string
  value: number
  min: number
  max: number
  disabled?: boolean
  onChange: (value: number) => void
}
