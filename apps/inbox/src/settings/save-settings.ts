import { Refusal } from '@halloo/client'
import type { Input } from '@halloo/protocol'
import { client, store } from '../live/world.ts'
import { toast, toastTrouble } from '../look/Toast.tsx'

export type SettingsChange = Input<'PATCH /v1/settings'>['body']

/** Saves what was changed; answers with the refusal, if there was one. */
export async function saveSettings(body: SettingsChange): Promise<Refusal | undefined> {
  try {
    store.putSettings(await client.call('PATCH /v1/settings', { body }))
    toast('Saved')
    return undefined
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    toastTrouble(`Not saved. ${error.code === 'offline' ? 'There is no connection.' : error.message}`)
    return error
  }
}
