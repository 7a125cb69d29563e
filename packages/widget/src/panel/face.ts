import type { SocketStatus } from '@halloo/client'
import type { VisitorConversation, VisitorDepartment, WidgetSettings } from '@halloo/protocol'

export type View =
  | { name: 'home' }
  | { name: 'form'; departmentId: string | null }
  | { name: 'conversation'; id: string }

/** How a conversation begins: for whom, and from where. */
export interface Start {
  departmentId: string | null
  pageUrl?: string
  referrer?: string
}

/** What the panel shows beside what the store knows. */
export interface Face {
  settings: WidgetSettings
  dark: boolean
  open: boolean
  view: View
  socket: SocketStatus
  /** The browser says that there is no network, or a call found none. */
  offline: boolean
  /** Somebody of the team is connected. */
  online: boolean
  busy: boolean
  notice: string | null
  /** The visitor may not write. */
  blocked: boolean
  departments: VisitorDepartment[] | null
  /** Conversations that begin with the next message, and whom they are for. */
  starts: Record<string, Start>
  typing: Record<string, string>
  /** Whether there are older messages to fetch. */
  older: Record<string, 'more' | 'loading' | 'none'>
}

export const firstFace = (settings: WidgetSettings, dark: boolean): Face => ({
  settings,
  dark,
  open: false,
  view: { name: 'home' },
  socket: 'idle',
  offline: false,
  online: false,
  busy: false,
  notice: null,
  blocked: false,
  departments: null,
  starts: {},
  typing: {},
  older: {},
})

/** The conversation on screen, if one is. */
export const shownId = ({ view }: Face) => (view.name === 'conversation' ? view.id : undefined)

export const isEnded = ({ status }: Pick<VisitorConversation, 'status'>) =>
  status === 'closed' || status === 'resolved' || status === 'unresolved'
