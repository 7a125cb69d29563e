import { History, PencilLine } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { Button } from '../look/Button.tsx'
import { Icon } from '../look/Icon.tsx'
import { clock } from '../look/time.ts'
import type { ThemeWork } from './use-theme.ts'

/** Where the look stands, and what can be done about it. */
export function ThemeBar(props: BarProps) {
  const { work, allowed, isSaid, isMute, showsVersions, onVersions, onPublish, onDiscard } = props
  const [busy, setBusy] = useState(false)
  const { state } = work
  const isChanged = isSaid || state !== 'published'
  const barred = isMute || state === 'unreadable'
  const during = (act: () => Promise<void>) => async () => {
    setBusy(true)
    await act().finally(() => setBusy(false))
  }
  return (
    <>
      <span class="meta themestate" role="status">
        {isChanged && <Icon of={PencilLine} size={14} />}
        {sayState(work, isSaid, isMute)}
      </span>
      {allowed && (
        <Button kind="quiet" disabled={!isChanged || busy} onClick={during(onDiscard)}>
          Discard
        </Button>
      )}
      <button type="button" class="btn" aria-expanded={showsVersions} onClick={onVersions}>
        <Icon of={History} />
        Versions
      </button>
      {allowed && (
        <Button kind="primary" disabled={!isChanged || barred || busy} onClick={during(onPublish)}>
          Publish
        </Button>
      )}
    </>
  )
}

function sayState({ state, known, low }: ThemeWork, isSaid: boolean, isMute: boolean) {
  if (state === 'unreadable')
    return low.length === 1
      ? 'Waits: one colour is hard to read'
      : `Waits: ${low.length} colours are hard to read`
  if (isMute) return 'Waits: the welcome is empty'
  if (state === 'failed') return 'Draft not saved'
  if (state === 'unsaved') return 'Draft, saving …'
  if (state === 'draft') return known?.draft ? `Draft, saved ${clock(known.draft.savedAt)}` : 'Draft'
  return isSaid ? 'Words not published' : `Version ${known?.published.number}, as published`
}

interface BarProps {
  work: ThemeWork
  allowed: boolean
  /** Words were changed that are not published. */
  isSaid: boolean
  /** There is nothing to welcome visitors with. */
  isMute: boolean
  showsVersions: boolean
  onVersions: () => void
  onPublish: () => Promise<void>
  onDiscard: () => Promise<void>
}
