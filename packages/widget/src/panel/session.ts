import { type Client, createStore, Refusal, type VisitorSide } from '@halloo/client'
import type { Answer, Input, Operation, WidgetSession } from '@halloo/protocol'
import type { PanelContext } from '../panel-face.ts'
import { createBecome } from './become.ts'
import type { Face } from './face.ts'
import { createIdentity } from './identity.ts'
import { createLazyClient } from './lazy-client.ts'
import type { Observable } from './observable.ts'
import { createTelling } from './telling.ts'
import { locale, words } from './words.ts'

export type Session = ReturnType<typeof createSession>

/** The visitor on the wire. Nothing is sent before `ensure`, which the visitor's first act calls. */
export function createSession(
  context: PanelContext,
  face: Observable<Face>,
  onForgotten: (visitorId: string) => void,
) {
  const { url, read, write } = context
  const store = createStore<VisitorSide>()
  const client: Client<VisitorSide> = context.client ?? createLazyClient({ url, token: () => read()?.token })
  const identity = createIdentity(context)
  let knows = false

  async function asked<T>(work: () => Promise<T>): Promise<T> {
    const token = read()?.token
    // What was asked before the network went says nothing of its being back.
    const { offline } = face.value
    try {
      const answer = await work()
      if (offline) face.set({ offline: false })
      return answer
    } catch (error) {
      explain(error, token)
      throw error
    }
  }

  const call = <K extends Operation>(op: K, input: Input<K>): Promise<Answer<K>> =>
    asked(() => client.call(op, input))

  const { begin, become } = createBecome({
    context,
    face,
    identity,
    call,
    async take(session) {
      take(session)
      // Somebody whom the page knows may have written elsewhere.
      if (identity.token) await refresh()
    },
  })
  const telling = createTelling(
    () => !!read()?.token,
    async body => store.putChatUsers([await call('PATCH /v1/widget/me', { body })]),
  )

  function explain(error: unknown, token: string | undefined) {
    if (!(error instanceof Refusal)) return
    if (error.code === 'offline') face.set({ offline: true })
    // Another page may have found out before, and have begun anew.
    else if (error.code === 'unauthenticated') token === read()?.token && forget()
    else if (error.code === 'visitor_blocked') face.set({ blocked: true })
    else if (error.code === 'widget_disabled') face.set({ notice: words.notAllowed })
    else if (error.code === 'identity_required') face.set({ notice: words.signInFirst })
  }

  /** The stored visitor is gone: what comes next is a new one's. */
  function forget() {
    const { id } = read() ?? {}
    knows = false
    write(undefined)
    client.socket.close()
    store.reset()
    face.set({ departments: null, older: {} })
    if (id) onForgotten(id)
  }

  /** Becomes a visitor, once. */
  async function enter() {
    if (!read()?.token) await become()
    if (client.socket.status === 'idle') client.socket.connect()
    await telling.save()
  }

  /** All that is needed to begin a conversation. */
  async function ensure() {
    await enter()
    if (!face.value.departments) await loadDepartments()
  }

  function take({ token, visitor }: WidgetSession) {
    const { sub } = identity
    knows = true
    write({ live: false, ...read(), token, id: visitor.id, ...(sub && { sub }) })
    store.putChatUsers([visitor])
  }

  /** The visitor becomes the one of a token; what an anonymous one said so far goes along. */
  async function exchange(body: { identityToken: string } | { returnToken: string }) {
    const session = await begin(body)
    client.socket.close()
    if (session.visitor.id !== read()?.id) store.reset()
    take(session)
    await Promise.all([refresh(), ensure()])
    return session
  }

  async function loadDepartments() {
    const { items } = await call('GET /v1/widget/departments', { query: { limit: 100 } })
    face.set({ departments: items })
  }

  /** Comes back as the visitor of an earlier page. */
  async function resume() {
    if (!read()?.token) return
    const [me] = await Promise.all([call('GET /v1/widget/me', {}), refresh(), ensure()])
    if (me.id !== read()?.id) return
    store.putChatUsers([me])
    await follow()
  }

  /** Who reads another language than before gets their mails in it. */
  async function follow() {
    const known = me()
    // Wishes for digits and calendars are not kept with a visitor.
    const [language = locale] = locale.split(/-[ux]-/i)
    if (known && known.language !== language) await telling.reads(language)
  }

  const me = () => Object.values(store.state.chatUsers)[0]

  async function refresh() {
    const token = read()?.token
    const { items } = await call('GET /v1/widget/conversations', { query: { limit: 100 } })
    // Somebody else may sit here by now.
    if (token !== read()?.token) return
    knows = true
    store.putConversations(items)
  }

  return {
    client,
    store,
    call,
    upload: async (file: Blob, name: string, onProgress: (ratio: number) => void, signal: AbortSignal) => {
      await enter()
      return asked(() => client.upload('POST /v1/widget/attachments', file, name, onProgress, signal))
    },
    enter,
    ensure,
    /** The list of conversations is known, even if it is empty. */
    knows: () => knows,
    resume,
    refresh,
    forget,
    me,
    follow,
    /** Saves who the visitor says they are. */
    update: telling.update,
    identity,
    /** Shows the page's proof now, if the visitor is known already; else at their first act. */
    async prove() {
      const { token: identityToken } = identity
      if (!identityToken || !read()?.token) return
      await exchange({ identityToken }).then(identity.taken, error => {
        if (!identity.refused(error)) throw error
      })
    },
    /** Comes back by a link that was mailed. */
    comeBack: (returnToken: string) => exchange({ returnToken }),
    /** Keeps what the page says until the visitor acts. */
    tell: telling.tell,
    reset() {
      telling.forget()
      identity.forget()
      forget()
    },
  }
}
