import type { EventOf, VisitorSide } from '@halloo/client'
import type { PanelContext } from '../panel-face.ts'
import type { Alerts } from './alerts.ts'
import { type Face, isLookedAt } from './face.ts'
import type { Keep } from './keep.ts'
import type { Observable } from './observable.ts'
import { loadWire } from './once.ts'
import type { Session } from './session.ts'
import { spread } from './spread.ts'
import type { Typing } from './typing.ts'

export interface NewsParts {
  context: PanelContext
  face: Observable<Face>
  session: Session
  keep: Keep
  isQuiet(): boolean
  /** Does it; what went wrong is said on screen. */
  attempt(work: () => Promise<unknown>): Promise<void>
}

/** Takes in what the server tells, rings, and counts what is unread. The answer ends it. */
export function hearNews({ context, face, session, keep, isQuiet, attempt }: NewsParts): () => void {
  const { store, client } = session
  let isStale = true
  let isOver = false
  let wasOffline = false
  let lastUnread = 0
  let alerts: Alerts | undefined
  let typing: Typing | undefined

  /** Those come with the socket; nothing tells of news on a page that is only a preview. */
  function alert(work: (alerts: Alerts) => void) {
    if (context.client) return
    void loadWire().then(
      ({ createAlerts }) => {
        if (isOver) return
        alerts ??= createAlerts(context.key)
        work(alerts)
      },
      () => {},
    )
  }

  // Frames come by the wire, so it is there.
  const onTyping = async (work: (typing: Typing) => void) => {
    const { createTyping } = await loadWire()
    typing ??= createTyping(face)
    if (!isOver) work(typing)
  }

  /** Fetches anew what is on screen, if not now then with the next connection; each log fetches its own pages. */
  function refresh() {
    face.set({ older: {} })
    return session.refresh().catch(error => {
      isStale = true
      throw error
    })
  }

  /** With the network back, what could not be fetched is unknown again, and so fetched by its log. */
  function forgetFailures() {
    const { offline, older } = face.value
    if (offline === wasOffline) return
    wasOffline = offline
    if (offline) return
    const known = Object.entries(older).filter(([, one]) => one !== 'failed')
    face.set({ older: Object.fromEntries(known) })
  }

  /** How much is unread, but for what the visitor is looking at. */
  function count() {
    let unread = 0
    for (const conversation of Object.values(store.state.conversations))
      if (!isLookedAt(face.value, conversation.id)) unread += conversation.unread
    if (unread === lastUnread) return
    lastUnread = unread
    alert(it => it.count(unread))
    context.badge(unread > 99 ? '99+' : `${unread || ''}`)
    context.emit('unread', unread)
  }

  const events = spread((event: EventOf<VisitorSide>) => {
    store.apply(event)
    if (event.type === 'theme.published') context.setSettings({ ...face.value.settings, ...event.data })
    if (event.type !== 'message.created') return
    const { id, conversationId, content, senderType } = event.data.message
    // The answer to it may have been lost.
    if (senderType === 'user') return keep.outbox?.discard(id)
    typing?.stop(conversationId)
    if (senderType !== 'system' && !isLookedAt(face.value, conversationId) && !isQuiet())
      alert(it => it.ring())
    context.emit('message', { conversationId, text: content })
  })

  const stops = [
    store.subscribe(keep.remember),
    store.subscribe(count),
    face.subscribe(count),
    face.subscribe(forgetFailures),
    client.socket.listen({
      event: events.add,
      typing({ from, conversationId }) {
        if (from.kind === 'member') void onTyping(it => it.heard(conversationId, from.name))
      },
      presence: frame => face.set({ online: frame.online.length > 0 }),
      resync() {
        // The pages known may not meet.
        store.forgetMessages()
        void attempt(refresh)
      },
      status(socket) {
        face.set({ socket })
        if (socket === 'idle') {
          isStale = true
          // Somebody else may sit here next; who stays is told anew.
          events.clear()
        }
        if (socket === 'closed' && client.socket.reason !== 'revoked') session.forget()
        if (socket !== 'open') return
        face.set({ offline: false })
        keep.outbox?.retryAll()
        // What happened between the last page and the first frame is told by nobody else.
        if (isStale && Object.keys(store.state.conversations).length) void attempt(refresh)
        isStale = false
      },
    }),
  ]
  document.addEventListener('visibilitychange', count)

  return () => {
    isOver = true
    events.clear()
    for (const stop of stops) stop()
    document.removeEventListener('visibilitychange', count)
    alerts?.end()
    typing?.end()
  }
}
