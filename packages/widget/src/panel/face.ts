import type { SocketStatus } from '@halloo/client'
import type { VisitorConversation, VisitorDepartment, WidgetSettings } from '@halloo/protocol'

export type View =
  | { name: 'home' }
  | { name: 'form'; beginning: Beginning }
  | { name: 'data' }
  | { name: 'conversation'; id: string }

/** How a conversation begins: for whom, and from where. */
export interface Start {
  departmentId: string | null
  pageUrl?: string
  referrer?: string
  /** The greeting that is answered. */
  greetingId?: string
  /** What the form asked, beside who it is. */
  customFields?: Record<string, string>
  /** The visitor agreed to what the owner asks. */
  consent?: true
}

/** A conversation that is about to begin. */
export interface Beginning {
  start: Start
  /** What stands in its composer. */
  text?: string
  /** It is said at once. */
  send?: boolean
  /** Its words were refused, because something else is asked by now: they follow the answers. */
  refused?: string
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
  /** Something went well that could not be seen otherwise. */
  told: string | null
  /** The picture that is looked at, large. */
  viewing: string | null
  /** The visitor may not write. */
  blocked: boolean
  /** Nothing sounds. */
  quiet: boolean
  departments: VisitorDepartment[] | null
  /** Conversations that begin with the next message, and whom they are for. */
  starts: Record<string, Start>
  typing: Record<string, string>
  /** Whether there are older messages to fetch. */
  older: Record<string, 'more' | 'loading' | 'none' | 'failed'>
}

export const firstFace = (settings: WidgetSettings): Face => ({
  settings,
  dark: false,
  open: false,
  view: { name: 'home' },
  socket: 'idle',
  offline: false,
  online: false,
  busy: false,
  notice: null,
  told: null,
  viewing: null,
  blocked: false,
  quiet: false,
  departments: null,
  starts: {},
  typing: {},
  older: {},
})

/** The conversation on screen, if one is. */
export const shownId = ({ view }: Face) => (view.name === 'conversation' ? view.id : undefined)

/** It is on screen, and somebody is there to see it. */
export const isLookedAt = (face: Face, conversationId: string) =>
  face.open && !document.hidden && shownId(face) === conversationId

export const isEnded = ({ status }: Pick<VisitorConversation, 'status'>) =>
  status === 'closed' || status === 'resolved' || status === 'unresolved'
