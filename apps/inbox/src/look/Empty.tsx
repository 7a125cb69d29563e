import type { ComponentChildren } from 'preact'

/** Nothing here: what is so, and at most one way on. */
export function Empty({ title, children, action }: EmptyProps) {
  return (
    <div class="empty">
      <Hill />
      <b>{title}</b>
      {children && <p>{children}</p>}
      {action}
    </div>
  )
}

interface EmptyProps {
  title: string
  children?: ComponentChildren
  action?: ComponentChildren
}

function Hill() {
  return (
    <svg class="art" viewBox="0 0 120 64" aria-hidden="true">
      <path d="M0 48c18-10 34-12 54-4s42 4 66-10v30H0Z" fill="var(--press)" />
      <path
        d="M36 24a9.5 9.5 0 1 1-4.6 17.9L26 43.4l1.5-5A9.5 9.5 0 0 1 36 24Z"
        fill="none"
        stroke="var(--line-2)"
        stroke-width="4"
        stroke-linejoin="round"
      />
      <g fill="none" stroke="var(--line-2)" stroke-width="2" stroke-linecap="round">
        <path d="M86 18a9 9 0 0 0 0 11" />
        <path d="M80 14a16 16 0 0 0 0 19" />
      </g>
      <circle cx="94" cy="23" r="3.5" fill="var(--line-2)" />
    </svg>
  )
}
