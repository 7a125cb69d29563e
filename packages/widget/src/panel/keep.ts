import type { PreChat } from '@halloo/protocol'
import type { PanelContext } from '../panel-face.ts'
import { type Face, isEnded, type Start, shownId } from './face.ts'
import type { Observable } from './observable.ts'
import { loadWire } from './once.ts'
import type { VisitorOutbox } from './outbox.ts'
import { bareUrl } from './page-url.ts'
import type { Session } from './session.ts'

export type Keep = ReturnType<typeof createKeep>

/** Keeps the visitor's words. The outbox comes when they write, or come back. */
export function createKeep(context: PanelContext, face: Observable<Face>, session: Session) {
  const { store, client } = session
  let outbox: VisitorOutbox | undefined

  async function load() {
    const { createVisitorOutbox } = await loadWire()
    if (outbox) return
    outbox = createVisitorOutbox(context, session, onStarted, onUnanswered)
    outbox.subscribe(() => {
      remember()
      face.set({})
    })
    face.set({})
  }

  function onStarted(id: string, hasMore: boolean) {
    if (!hasMore) face.set({ older: { ...face.value.older, [id]: 'none' } })
    context.emit('conversation', { id })
  }

  /** Asks what is asked now, if the visitor is still there; else when they try again. */
  function onUnanswered(refused: string, chatPreChat: PreChat) {
    const start = startOf(refused)
    face.set({ settings: { ...face.value.settings, chatPreChat } })
    if (start && shownId(face.value) === refused)
      face.set({ view: { name: 'form', beginning: { start, refused } } })
  }

  /** Notes, between pages, whether there is something to come back for. */
  function remember() {
    const saved = context.read()
    const live =
      outbox?.unsent().some(one => one.state !== 'failed') ||
      (session.knows() ? Object.values(store.state.conversations).some(one => !isEnded(one)) : saved?.live) ||
      false
    if (saved?.token || outbox?.conversations()[0])
      saved?.live === live || context.write({ token: '', ...saved, live })
    else if (saved && outbox) context.write(undefined)
  }

  /** How a conversation will begin that the server does not know yet. */
  function startOf(id: string): Start | undefined {
    if (store.state.conversations[id]) return undefined
    const kept = outbox?.draft(id) ?? outbox?.unsent().find(one => one.conversationId === id)
    return face.value.starts[id] ?? kept?.extra
  }

  return {
    load,
    remember,
    startOf,
    get outbox() {
      return outbox
    },
    write(id: string, text: string) {
      outbox?.write(id, text, startOf(id))
      if (text) client.socket.typing(id, face.value.settings.chatTypingPreview ? text : undefined)
    },
    /** Says something at once; what stands in the composer stays there. */
    say(id: string, text: string) {
      const draft = outbox?.draft(id)?.content ?? ''
      outbox?.write(id, text, startOf(id))
      outbox?.send(id, startOf(id))
      if (draft) outbox?.write(id, draft, startOf(id))
    },
    /** What was refused goes again, with the answers. */
    sendAgain(conversationId: string, start: Start) {
      for (const one of outbox?.unsent() ?? [])
        if (one.conversationId === conversationId && one.state === 'failed' && one.fault?.preChat)
          outbox?.retry(one.id, start)
    },
    /** The stored visitor was forgotten: what they wrote begins new conversations of a new one. */
    async startOver(visitorId: string) {
      await load()
      const moved = await outbox?.startOver(visitorId, startHere(null))
      const id = moved?.[shownId(face.value) ?? '']
      if (id) face.set({ view: { name: 'conversation', id } })
    },
  }
}

/** A conversation that begins on the page where the visitor stands. */
export function startHere(departmentId: string | null): Start {
  const pageUrl = bareUrl(location.href)
  const referrer = bareUrl(document.referrer)
  return { departmentId, ...(pageUrl ? { pageUrl } : {}), ...(referrer ? { referrer } : {}) }
}
