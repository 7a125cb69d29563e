import { Refusal } from '@halloo/client'
import { signal } from '@preact/signals'
import { applyTheme } from '../look/theme.ts'
import { client, me, store } from './world.ts'

/** Where somebody stands who opens the inbox. */
export type Entry = 'arriving' | 'signed-out' | 'no-organization' | 'resting' | 'in' | 'failed'
export const entry = signal<Entry>('arriving')

// Whoever was never in from this browser need not be asked for first: a refusal would be no surprise.
const KEY = 'halloo.was-in'

/**
 * Finds out who is here: signed in, with an organization, and then in.
 * @param meanwhile called for whoever was in before, to fetch what they will see
 */
export async function enter(meanwhile: () => void = () => {}) {
  entry.value = 'arriving'
  if (!localStorage.getItem(KEY)) {
    entry.value = await findWay()
    return
  }
  meanwhile()
  try {
    await comeIn()
  } catch (error) {
    const missing = isUnknown(error)
    if (missing) localStorage.removeItem(KEY)
    entry.value = missing ? await findWay() : 'failed'
  }
}

/** Forgets everything and asks again who is here. */
export function leave() {
  client.socket.close()
  store.reset()
  me.value = null
  void enter()
}

async function comeIn() {
  const own = await client.call('GET /v1/members/me', {})
  me.value = own
  localStorage.setItem(KEY, '1')
  applyTheme(own.preferences.theme)
  const { connect } = await import('./connection.ts')
  entry.value = 'in'
  await connect(leave)
}

async function findWay(): Promise<Entry> {
  const { chooseOrganization } = await import('../auth/auth-client.ts')
  const found = await chooseOrganization()
  if (found !== 'chosen') return found
  try {
    await comeIn()
    return 'in'
  } catch (error) {
    return isUnknown(error) ? 'resting' : 'failed'
  }
}

const isUnknown = (error: unknown) =>
  error instanceof Refusal && (error.status === 401 || error.status === 403)

/** After signing out nobody is expected any more. */
export const forgetEntry = () => localStorage.removeItem(KEY)
