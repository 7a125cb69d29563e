import type { ButtonHTMLAttributes } from 'preact'

interface BusyButtonProps extends ButtonHTMLAttributes {
  busy: boolean
}

/** A button for what takes a while: it does nothing twice, and keeps the focus, which a disabled one would lose. */
export const BusyButton = ({ busy, onClick, ...rest }: BusyButtonProps) => (
  <button
    type="button"
    {...rest}
    aria-disabled={busy}
    aria-busy={busy}
    onClick={busy ? undefined : onClick}
  />
)
