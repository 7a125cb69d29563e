import { PICTURE } from '@halloo/protocol'
import type { RefObject } from 'preact'
import { useRef } from 'preact/hooks'
import { Button } from '../look/Button.tsx'

/** What can be done about a picture: one way to get another, and one to be without. */
export function PictureActions({ label, choose, has, take, onCancel, onRemove, onWrite }: ActionsProps) {
  const picker = useRef<HTMLInputElement>(null)
  return (
    <div class="row">
      <input
        ref={picker}
        type="file"
        accept={PICTURE.types.join()}
        hidden
        onChange={event => {
          take(event.currentTarget.files)
          event.currentTarget.value = ''
        }}
      />
      <Button small ref={choose} onClick={() => picker.current?.click()}>
        {has ? 'Replace' : 'Choose'}
        <span class="hide"> {label}</span>
      </Button>
      {onCancel ? (
        <Button small kind="quiet" onClick={onCancel}>
          Cancel
        </Button>
      ) : has ? (
        <Button small kind="quiet" onClick={onRemove}>
          Remove<span class="hide"> {label}</span>
        </Button>
      ) : (
        onWrite && (
          <Button small kind="quiet" onClick={onWrite}>
            Use an address<span class="hide"> for {label}</span>
          </Button>
        )
      )}
    </div>
  )
}

interface ActionsProps {
  label: string
  choose: RefObject<HTMLButtonElement | null>
  /** There is one already. */
  has: boolean
  take: (files: FileList | null) => void
  /** While one is under way. */
  onCancel: (() => void) | undefined
  onRemove: () => void
  /** Where the address is not being written yet. */
  onWrite: (() => void) | undefined
}
