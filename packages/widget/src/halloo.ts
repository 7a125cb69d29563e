/** What the page may listen to, and what each tells. */
export interface HallooEvents {
  open: undefined
  close: undefined
  /** How many messages the visitor has not read. */
  unread: number
  /** A message of the team came. */
  message: { conversationId: string; text: string }
  /** The visitor started a conversation. */
  conversation: { id: string }
  /** The identity token was taken, or refused with a code. */
  identity: { ok: true } | { ok: false; code: string }
}

export interface Profile {
  name?: string
  email?: string
  attributes?: Record<string, string | number | boolean>
}

/** One thing that the doctor looked at. */
export interface Finding {
  name: string
  ok: boolean
  /** What was found. */
  says: string
  /** What to do, or the line to paste, where something is missing. */
  fix?: string
}

/**
 * The one global, `window.Halloo`. Before the script has loaded, leave calls in an array of that name:
 * each is called with the API as soon as there is one.
 * @example
 * window.Halloo = window.Halloo || []
 * window.Halloo.push(halloo => halloo.prefill('Where is my order?'))
 */
export interface Halloo {
  open(): void
  close(): void
  toggle(): void
  /** Shows the launcher. */
  show(): void
  /** Hides the launcher; the chat can still be opened from here. */
  hide(): void
  on<K extends keyof HallooEvents>(event: K, listener: (told: HallooEvents[K]) => void): void
  off<K extends keyof HallooEvents>(event: K, listener: (told: HallooEvents[K]) => void): void
  /** Opens a new conversation with this text in the composer, not sent. */
  prefill(text: string): void
  /** Opens a new conversation, and sends its first message if one is given. */
  startConversation(start?: { departmentId?: string; message?: string }): void
  /** Tells who the visitor is; says nothing about who they really are. Kept until they act. */
  update(profile: Profile): void
  /** Proves who the visitor is, by a token that your server signed. Kept until they act. */
  identify(token: string): void
  /** Speaks another language: a tag such as `de` or `pt-BR`. One that is not known changes nothing. */
  setLocale(tag: string): void
  /** With `data-consent="required"`: from now on the browser may keep the visitor's token and drafts. */
  grantConsent(): void
  /** Forgets the visitor, as when somebody signs out. */
  reset(): void
  /** Finds out whether this page lets the chat work, and what is missing; says it in the console, too. */
  doctor(): Promise<Finding[]>
  /** Takes everything out of the page again. */
  destroy(): void
  push(call: (halloo: Halloo) => void): void
  /** Every chat of this page, by its widget key; the first one is the global itself. */
  instances: Record<string, Halloo>
}
