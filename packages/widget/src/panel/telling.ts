import { Refusal } from '@halloo/client'
import type { Profile } from '../halloo.ts'

export type Told = Profile & { phone?: string; language?: string }

/** What the page and the forms say of the visitor: kept until there is one, and until the network is there. */
export function createTelling(isKnown: () => boolean, send: (body: object) => Promise<unknown>) {
  let pending: Told = {}

  async function save() {
    const told = pending
    const { name, email, phone, attributes, language } = told
    if (!name && !email && !phone && !attributes && !language) return
    pending = {}
    try {
      await send({
        ...(name ? { name } : {}),
        ...(email ? { email } : {}),
        ...(phone ? { phone } : {}),
        ...(attributes ? { metadata: attributes } : {}),
        ...(language ? { language } : {}),
      })
    } catch (error) {
      if (isOffline(error)) pending = { ...told, ...pending }
      throw error
    }
  }

  const tell = async (told: Told, onFault: (error: unknown) => void) => {
    pending = { ...pending, ...told }
    if (isKnown()) await save().catch(onFault)
  }

  return {
    /** What was told must not stand in the visitor's way. */
    save: () => save().catch(notKept),
    /** What the visitor says of themselves: they are told if it is refused. */
    update: (told: Told) =>
      tell(told, error => {
        if (!isOffline(error)) throw error
      }),
    /** What the page says of them. */
    async tell(told: Profile) {
      const { profileOf } = await import('./profile.ts')
      await tell(profileOf(told), notKept)
    },
    /** What they read by now: mails come in it. */
    reads: (language: string) => tell({ language }, notKept),
    forget() {
      pending = {}
    },
  }
}

const isOffline = (error: unknown) => error instanceof Refusal && error.code === 'offline'

const notKept = (error: unknown) => console.warn('Halloo: update() was not kept.', error)
