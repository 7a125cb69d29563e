import type { Client, VisitorSide } from '@halloo/client'
import type { WidgetSettings } from '@halloo/protocol'
import type { Finding, HallooEvents, Profile } from './halloo.ts'

/** What is kept of a visitor between pages. `live`: a conversation is under way, or words are to be sent. */
export interface Saved {
  /** Empty while the server does not know them: they have written without network. */
  token: string
  id?: string
  /** Whom a signed token has proved them to be. */
  sub?: string
  live: boolean
  /** They want no sound. */
  quiet?: boolean
}

/** What the loader gives to the panel. */
export interface PanelContext {
  /** Where the panel draws itself. */
  root: ShadowRoot
  url: string
  key: string
  settings: WidgetSettings
  /** The language that the page asks for; without it the document's, or the browser's, is spoken. */
  locale?: string | undefined
  /** Stands in an element of the page rather than on the page, as beside the theme form. */
  inline?: boolean
  read(): Saved | undefined
  write(saved: Saved | undefined): void
  /** Removes what is kept, words that wait to be sent too. */
  clear(): void
  /** Whether anything may be stored in the browser. */
  stores(): boolean
  emit<K extends keyof HallooEvents>(event: K, told: HallooEvents[K]): void
  /** Shows other settings, on the launcher and through `theme` in the panel; what the page demands stays. */
  setSettings(settings: WidgetSettings): void
  /** Says on the launcher how many messages are unread. */
  badge(unread: string): void
  /** The visitor wants the panel away. */
  close(): void
  /** Stands in for the wire, where nothing may be sent. */
  client?: Client<VisitorSide>
}

export interface Panel {
  show(): void
  hide(): void
  theme(settings: WidgetSettings): void
  /** Speaks another language at once; undefined goes back to the document's. */
  locale(tag: string | undefined): void
  /** A new conversation; by `greetingId` it answers what was drawn beside the launcher. */
  start(start?: {
    departmentId?: string
    message?: string
    prefill?: string
    greetingId?: string | undefined
  }): void
  update(profile: Profile): void
  identify(token: string): void
  doctor(): Promise<Finding[]>
  reset(): void
  destroy(): void
}

export type MountPanel = (context: PanelContext) => Promise<Panel>
