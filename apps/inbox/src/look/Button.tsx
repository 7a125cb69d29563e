import type { LucideIcon } from 'lucide-preact'
import type { ComponentChildren, Ref } from 'preact'
import { Icon } from './Icon.tsx'
import { Keys } from './Keys.tsx'

/** A button with words; at most one `primary` stands in a pane. */
export function Button({ kind, small, icon, keys, class: more = '', children, ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} class={`btn ${kind ?? ''} ${small ? 'small' : ''} ${more}`}>
      {icon && <Icon of={icon} />}
      {children}
      {keys && <Keys of={keys} />}
    </button>
  )
}

/** A button whose word is its label. */
export function IconButton({
  label,
  icon,
  on,
  size = 16,
  class: more = '',
  children,
  ...rest
}: IconButtonProps) {
  return (
    <button type="button" aria-label={label} title={label} {...rest} class={`icon ${on ? 'on' : ''} ${more}`}>
      <Icon of={icon} size={size} />
      {children}
    </button>
  )
}

interface Attributes {
  type?: 'button' | 'submit'
  disabled?: boolean
  class?: string
  ref?: Ref<HTMLButtonElement>
  'aria-expanded'?: boolean
  onClick?: (event: MouseEvent) => void
}

interface ButtonProps extends Attributes {
  kind?: 'primary' | 'quiet' | 'danger' | undefined
  small?: boolean
  icon?: LucideIcon | undefined
  keys?: string | undefined
  children?: ComponentChildren
}

interface IconButtonProps extends Attributes {
  label: string
  icon: LucideIcon
  on?: boolean | undefined
  size?: 14 | 16 | 20
  children?: ComponentChildren
}
