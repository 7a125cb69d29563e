import { newId } from '@halloo/client'
import type { PanelContext } from '../panel-face.ts'
import { type Beginning, firstFace, isEnded, type View } from './face.ts'
import { createKeep, startHere } from './keep.ts'
import { hearNews } from './news.ts'
import { observable } from './observable.ts'
import { questionsOf } from './questions.ts'
import { createSession } from './session.ts'
import { words } from './words.ts'

export type Chat = ReturnType<typeof createChat>

/** Everything that the panel can do, and all that it shows. */
export function createChat(context: PanelContext) {
  const face = observable(firstFace(context.settings))
  const session = createSession(context, face, visitorId => void keep.startOver(visitorId))
  const { store, client } = session
  const keep = createKeep(context, face, session)

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

  function reset() {
    void keep.outbox?.clear()
    session.reset()
    face.set({ starts: {}, blocked: false })
    show({ name: 'home' })
  }

  const stopHearing = hearNews({ context, face, session, keep, isQuiet, attempt })

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
      face.set({ busy: true })
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
      face.set({ busy: false })
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
      stopHearing()
      keep.outbox?.close()
      removeEventListener('online', onOnline)
      removeEventListener('offline', onOffline)
      client.socket.close()
    },
  }
}
