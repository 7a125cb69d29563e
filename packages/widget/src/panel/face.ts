import type { SocketStatus } from '@halloo/client'
import type { Attachment, VisitorDepartment, WidgetSettings } from '@halloo/protocol'

export type View =
  | { name: 'home' }
  | { name: 'form'; departmentId: string | null }
  | { name: 'conversation'; id: string }

/** A file beside the composer, on its way up or there already. */
export interface Picked {
  id: string
  name: string
  size: number
  ratio: number
  attachment?: Attachment
  error?: string
}

/** A message that the server has not confirmed yet. */
export interface Outgoing {
  id: string
  content: string
  attachments: Attachment[]
  createdAt: string
  state: 'sending' | 'queued' | 'failed'
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
  starts: Record<string, { departmentId: string | null }>
  drafts: Record<string, string>
  picked: Record<string, Picked[]>
  outgoing: Record<string, Outgoing[]>
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
  drafts: {},
  picked: {},
  outgoing: {},
  typing: {},
  older: {},
})

/** The conversation on screen, if one is. */
export const shownId = ({ view }: Face) => (view.name === 'conversation' ? view.id : undefined)
