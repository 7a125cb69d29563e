import { ChevronLeft } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { Link } from 'wouter-preact'
import { Icon } from '../look/Icon.tsx'
import { layout } from '../shell/layout.ts'

/** The head of a page of settings, and what stands below it. */
export function Page({ title, action, wide, home, children }: PageProps) {
  return (
    <div class="page">
      <header>
        {layout.value !== 'panes' && !home && (
          <Link class="icon" href="/settings" aria-label="All settings">
            <Icon of={ChevronLeft} size={20} class="mirror" />
          </Link>
        )}
        <h1 class="grow cut">{title}</h1>
        {action}
      </header>
      <div class={wide ? 'body wide' : 'body'}>{children}</div>
    </div>
  )
}

/** A part of a page with its name, and a line that says what it is for. */
export function Part({
  title,
  say,
  children,
}: {
  title: string
  say?: ComponentChildren
  children: ComponentChildren
}) {
  return (
    <section class="part">
      <div>
        <h2>{title}</h2>
        {say && <p class="meta">{say}</p>}
      </div>
      {children}
    </section>
  )
}

/** Says who can grant what is missing, in the place of what would stand here. */
export function NotAllowed({ what }: { what: string }) {
  return (
    <p class="notallowed">Only owners and admins {what}. Ask one of them to do it, or to change your role.</p>
  )
}

interface PageProps {
  title: string
  action?: ComponentChildren
  wide?: boolean
  /** The list of pages itself, with nothing to go back to. */
  home?: boolean
  children: ComponentChildren
}
