import type { Answer, Input, WidgetSession } from '@halloo/protocol'
import type { PanelContext } from '../panel-face.ts'
import type { Face } from './face.ts'
import type { Identity } from './identity.ts'
import type { Observable } from './observable.ts'
import { locale } from './words.ts'

const BEGIN = 'POST /v1/widget/sessions'

interface BecomeParts {
  context: PanelContext
  face: Observable<Face>
  identity: Identity
  call(op: typeof BEGIN, input: Input<typeof BEGIN>): Promise<Answer<typeof BEGIN>>
  /** Keeps the session that was given. */
  take(session: WidgetSession): Promise<unknown>
}

/** How somebody on a page becomes a visitor. */
export function createBecome({ context, face, identity, call, take }: BecomeParts) {
  const { url, key, read } = context
  let making: Promise<void> | undefined

  /** Says what language is read here, and where: mails come in it, and agents know how late it is. */
  const begin = (proof: { identityToken?: string; returnToken?: string }) =>
    call(BEGIN, {
      body: { key, language: locale, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, ...proof },
    })

  /** A token that is refused does not keep anybody from writing. */
  async function proved(): Promise<WidgetSession> {
    const { token: identityToken } = identity
    try {
      const session = await begin(identityToken ? { identityToken } : {})
      identity.taken()
      return session
    } catch (error) {
      if (!identity.refused(error)) throw error
      return begin({})
    }
  }

  async function become() {
    face.set({ notice: null })
    try {
      await take(await proved())
    } catch (error) {
      await import('./silence.ts').then(it => it.explainSilence(error, url, face)).catch(() => {})
      throw error
    }
  }

  /** Two pages of one site are one visitor: whoever comes second takes what the first was given. */
  const becomeAlone = () =>
    new Promise<void>((done, fail) => {
      const { locks } = navigator
      const work = async () => {
        if (!read()?.token) await become()
        done()
        // What is stored here reaches other pages a moment later.
        await new Promise(free => setTimeout(free, 100))
      }
      ;(locks ? locks.request(`halloo:${key}`, work) : work()).catch(fail)
    })

  return {
    begin,
    /** Once, however often it is asked for meanwhile. */
    become() {
      making ??= becomeAlone().finally(() => {
        making = undefined
      })
      return making
    },
  }
}
