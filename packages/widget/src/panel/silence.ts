import { Refusal } from '@halloo/client'
import type { Face } from './face.ts'
import type { Observable } from './observable.ts'
import { words } from './words.ts'

/** To a site that is not listed no answer is shown, which looks like no network: but the server is there. */
export async function explainSilence(error: unknown, url: string, face: Observable<Face>) {
  if (!(error instanceof Refusal && error.code === 'offline' && navigator.onLine)) return
  await fetch(`${url}/healthz`, { mode: 'no-cors', credentials: 'omit' })
  face.set({ offline: false, notice: words.notAllowed })
  console.warn(
    `Halloo: ${location.origin} may not use this chat yet. Add it in the inbox under Settings, Install, Websites.`,
  )
}
