import type { FieldError } from '@halloo/protocol'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Draft } from './drafts.ts'
import { type Faults, faultsOf } from './faults.ts'
import { type SettingsChange, saveSettings } from './save-settings.ts'

export interface Saving {
  changes: number
  isOvertaken: boolean
  busy: boolean
  faults: Faults
  save(): Promise<void>
  discard(): void
  keep(): void
}

/** Saves what was changed of some drafts at once, and keeps what the server had against it. */
export function useSaving(drafts: readonly Draft[]): Saving {
  const [refused, setRefused] = useState<{ sent: SettingsChange; errors: FieldError[] } | null>(null)
  const [busy, setBusy] = useState(false)
  const changed = drafts.filter(draft => draft.isChanged)
  const now = Object.fromEntries(drafts.map(({ key, value }) => [key, value]))
  useFocusOnFault(refused)
  return {
    changes: changed.length,
    isOvertaken: drafts.some(draft => draft.isOvertaken),
    busy,
    faults: faultsOf(refused?.errors ?? [], refused?.sent, now),
    async save() {
      const sent: SettingsChange = Object.fromEntries(changed.map(({ key, value }) => [key, value]))
      setBusy(true)
      const refusal = await saveSettings(sent)
      setBusy(false)
      setRefused(refusal ? { sent, errors: refusal.problem?.errors ?? [] } : null)
      if (!refusal) for (const draft of changed) draft.discard()
    },
    discard() {
      setRefused(null)
      for (const draft of drafts) draft.discard()
    },
    keep() {
      for (const draft of drafts) if (draft.isOvertaken) draft.keep()
    },
  }
}

/** After a refusal one goes on where the first field is wrong. */
function useFocusOnFault(refused: unknown) {
  const last = useRef(refused)
  useEffect(() => {
    if (refused && refused !== last.current)
      document.querySelector<HTMLElement>('.page [aria-invalid="true"]')?.focus()
    last.current = refused
  }, [refused])
}
