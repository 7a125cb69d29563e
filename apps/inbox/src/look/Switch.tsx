/** A row that is on or off; the words beside it are its name. */
export function Switch({ label, hint, on, disabled, onChange }: SwitchProps) {
  return (
    <div class="opt">
      <div>
        <div>{label}</div>
        {hint && <div class="meta">{hint}</div>}
      </div>
      <button
        type="button"
        role="switch"
        class="switch"
        aria-checked={on}
        aria-label={label}
        disabled={disabled}
        onClick={() => onChange(!on)}
      />
    </div>
  )
}

interface SwitchProps {
  label: string
  hint?: string
  on: boolean
  disabled?: boolean
  onChange: (on: boolean) => void
}
