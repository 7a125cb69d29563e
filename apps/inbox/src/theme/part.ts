import type { LowContrast, Theme } from '@halloo/protocol'

/** What every part of the form is given. */
export interface PartProps {
  tokens: Theme
  low: readonly LowContrast[]
  disabled: boolean
  onChange: (change: Partial<Theme>) => void
}
