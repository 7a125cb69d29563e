import { Refusal } from '@halloo/client'
import type { Input } from '@halloo/protocol'
import { forgetEntry } from '../live/entry.ts'
import { client, me } from '../live/world.ts'
import { toastTrouble } from '../look/Toast.tsx'
import { applyTheme } from '../look/theme.ts'
import { forgetWords } from '../messages/outbox.ts'

type OwnChange = Input<'PATCH /v1/members/me'>['body']

/** Changes the own profile; shown at once, taken back if refused. */
export async function changeOwn(body: OwnChange) {
  const before = me.value
  if (!before) return
  const { preferences, ...rest } = body
  me.value = {
    ...before,
    ...(rest.chatIsOnline !== undefined && { chatIsOnline: rest.chatIsOnline }),
    preferences: { ...before.preferences, ...defined(preferences ?? {}) },
  }
  applyTheme(me.value.preferences.theme)
  try {
    me.value = await client.call('PATCH /v1/members/me', { body })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    me.value = before
    applyTheme(before.preferences.theme)
    toastTrouble(`Not saved. ${error.message}`)
  }
}

export const setAvailable = (chatIsOnline: boolean) => void changeOwn({ chatIsOnline })

export async function signOut() {
  const { endSession } = await import('../auth/auth-client.ts')
  await endSession()
  await forgetWords()
  forgetEntry()
  location.assign('/sign-in')
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> }
const defined = <T extends object>(value: T) =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Defined<T>
