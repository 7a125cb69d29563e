import type { Settings } from '@halloo/protocol'
import { signal } from '@preact/signals'
import type { SettingsChange } from './save-settings.ts'

export type DraftKey = keyof SettingsChange & keyof Settings

/** How a setting is edited: read into what a form holds, and written back. */
export interface Codec<K extends DraftKey, F> {
  read(value: Settings[K]): F
  write(form: F): Settings[K]
}

/** A setting as it is being edited. */
export interface Draft<F = unknown> {
  key: DraftKey
  form: F
  /** What would be saved. */
  value: unknown
  isChanged: boolean
  /** Somebody has saved another value since the editing began. */
  isOvertaken: boolean
  change(form: F): void
  discard(): void
  /** Holds on to what is here although the saved value is another now. */
  keep(): void
}

interface Kept {
  /** The saved value when the editing began. */
  base: string
  isChanged: boolean
  form: unknown
}

// Unsaved changes outlive their page, so that one can look something up on another.
const kept = signal<Readonly<Record<string, Kept>>>({})

addEventListener('beforeunload', event => {
  if (Object.values(kept.peek()).some(({ isChanged }) => isChanged)) event.preventDefault()
})

/** One setting as it is being edited; untouched it follows what is saved, whoever saves it. */
export function draftOf<K extends DraftKey, F>(settings: Settings, key: K, codec: Codec<K, F>): Draft<F> {
  const id = `${settings.id} ${key}`
  const saved = codec.read(settings[key])
  // The database orders keys its own way; written anew both have the same order.
  const current = JSON.stringify(codec.write(saved))
  const mine = kept.value[id]
  const form = mine ? (mine.form as F) : saved
  const value = codec.write(form)
  const isChanged = mine !== undefined && JSON.stringify(value) !== current
  const put = (next: Kept) => {
    kept.value = { ...kept.value, [id]: next }
  }
  return {
    key,
    form,
    value,
    isChanged,
    isOvertaken: isChanged && mine.base !== current,
    change: next =>
      put({
        base: isChanged ? mine.base : current,
        isChanged: JSON.stringify(codec.write(next)) !== current,
        form: next,
      }),
    discard() {
      const { [id]: _, ...others } = kept.value
      kept.value = others
    },
    keep: () => put({ base: current, isChanged: true, form }),
  }
}
