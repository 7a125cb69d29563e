import { newId } from '@halloo/client'
import type { PanelContext } from '../panel-face.ts'
import type { Alerts } from './alerts.ts'
import { type Beginning, firstFace, isEnded, shownId, type View } from './face.ts'
import { createKeep, startHere } from './keep.ts'
import { observable } from './observable.ts'
import { loadWire } from './once.ts'
import { questionsOf } from './questions.ts'
import { createSession } from './session.ts'
import type { Typing } from './typing.ts'
import { words } from './words.ts'

export type Chat = ReturnType<typeof createChat>

/** Everything that the panel can do, and all that it shows. */
export function createChat(context: PanelContext) {
  const face = observable(firstFace(context.settings))
  const session = createSession(context, face, visitorId => void keep.startOver(visitorId))
  const { store, client } = session
  const keep = createKeep(context, face, session)
  let isStale = true

  const conversations = () =>
    Object.values(store.state.conversations).sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1))

  const show = (view: View) => face.set({ view, notice: null, told: null, viewing: null })

  /** A new conversation; by its form if the owner asks something first, or nobody is there. */
  function begin(beginning: Beginning) {
    const { fields, consent, away } = questionsOf(face.value.settings, session.me())
    if (fields.length || consent || away) show({ name: 'form', beginning })
    else compose(beginning)
  }

  function compose({ start, text, send, refused }: Beginning) {
    const id = refused ?? newId('conv')
    face.set({ starts: { ...face.value.starts, [id]: start } })
    show({ name: 'conversation', id })
    if (refused) keep.sendAgain(id, start)
    if (!text) return
    void attempt(async () => {
      await keep.load()
      keep.write(id, text)
      if (send) keep.outbox?.send(id, start)
    })
  }

  /** Does what the visitor asked for; what went wrong is said on screen. */
  async function attempt(work: () => Promise<unknown>) {
    try {
      await work()
    } catch {
      const { notice, offline } = face.value
      if (!notice && !offline) face.set({ notice: words.failed })
    }
  }

  const isQuiet = () => context.read()?.quiet ?? face.value.quiet

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
  let alerts: Alerts | undefined
  let isOver = false

  // Frames come by the wire, so it is there.
  const onTyping = async (work: (typing: Typing) => void) => {
    const { createTyping } = await loadWire()
    typing ??= createTyping(face)
    if (!isOver) work(typing)
  }
  let typing: Typing | undefined

  /** Fetches again what is on screen; pages of messages are fetched by whoever shows them. */
  async function refresh() {
    await session.refresh()
    face.set({ older: {} })
  }

  function reset() {
    void keep.outbox?.clear()
    session.reset()
    face.set({ starts: {}, blocked: false })
    show({ name: 'home' })
  }

  const stopListening = client.socket.listen({
    event(event) {
      store.apply(event)
      if (event.type === 'theme.published') context.setSettings({ ...face.value.settings, ...event.data })
      if (event.type !== 'message.created') return
      // The answer to it may have been lost.
      if (event.data.message.senderType === 'user') return keep.outbox?.discard(event.data.message.id)
      const { conversationId, content, senderType } = event.data.message
      typing?.stop(conversationId)
      const { open } = face.value
      const isSeen = open && !document.hidden && shownId(face.value) === conversationId
      if (senderType !== 'system' && !isSeen && !isQuiet()) alert(it => it.ring())
      context.emit('message', { conversationId, text: content })
    },
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
      if (socket === 'idle') isStale = true
      if (socket === 'closed' && client.socket.reason !== 'revoked') session.forget()
      if (socket !== 'open') return
      face.set({ offline: false })
      keep.outbox?.retryAll()
      // What happened between the last page and the first frame is told by nobody else.
      if (isStale && conversations().length) void attempt(refresh)
      isStale = false
    },
  })

  const stopKeeping = store.subscribe(() => {
    keep.remember()
    const unread = conversations().reduce((sum, conversation) => sum + conversation.unread, 0)
    if (unread === lastUnread) return
    lastUnread = unread
    alert(it => it.count(unread))
    context.badge(unread > 99 ? '99+' : `${unread || ''}`)
    context.emit('unread', unread)
  })
  let lastUnread = 0

  const onOnline = () => face.set({ offline: false })
  const onOffline = () => face.set({ offline: true })
  addEventListener('online', onOnline)
  addEventListener('offline', onOffline)

  return {
    face,
    session,
    store,
    url: context.url,
    keep,
    conversations,
    show,
    begin,
    compose,
    attempt,
    /** The visitor's first act: afterwards departments are known. */
    async act() {
      await attempt(async () => {
        try {
          await session.ensure()
        } catch (error) {
          if (!face.value.offline) throw error
          // Without network one can write all the same.
          return begin({ start: startHere(null) })
        }
        const { departments } = face.value
        if (departments && departments.length < 2) begin({ start: startHere(departments[0]?.id ?? null) })
      })
    },
    end: (conversationId: string) =>
      attempt(async () => {
        const op = 'POST /v1/widget/conversations/:conversationId/close'
        store.putConversations([await session.call(op, { params: { conversationId } })])
      }),
    /** Comes back as the visitor of an earlier page, if there was one. */
    async wake() {
      const saved = context.read()
      if (!saved) return
      const open = async () => {
        await keep.load()
        await keep.outbox?.open()
      }
      const resume = session.me() ? session.ensure : session.resume
      await Promise.all([attempt(open), saved.token && attempt(resume)])
    },
    reset,
    /** The page proves who it is: somebody new, the same as before, or another one, who sees nothing of them. */
    async identify(token: string) {
      const who = session.identity.take(token)
      if (who === 'new') await attempt(session.prove)
      if (who !== 'another') return
      context.clear()
      reset()
      session.identity.take(token)
    },
    /** Comes back by a mailed link, to what was answered. */
    comeBack: (token: string) =>
      attempt(async () => {
        const { conversationId: id } = await session.comeBack(token)
        if (id) show({ name: 'conversation', id })
      }),
    /** Put away without a conversation under way, there is nothing to listen for. */
    rest() {
      if (!conversations().some(conversation => !isEnded(conversation))) client.socket.close()
    },
    isQuiet,
    /** Sound on or off; kept with the visitor, if there is one. */
    hush(quiet: boolean) {
      const saved = context.read()
      if (saved) context.write({ ...saved, quiet })
      face.set({ quiet })
    },
    destroy() {
      isOver = true
      alerts?.end()
      stopListening()
      stopKeeping()
      keep.outbox?.close()
      removeEventListener('online', onOnline)
      removeEventListener('offline', onOffline)
      typing?.end()
      client.socket.close()
    },
  }
}
