import './pictures.css'
import { ownPictureKey } from '@halloo/protocol'
import { useId, useRef, useState } from 'preact/hooks'
import { Button } from '../look/Button.tsx'
import { Hint } from '../look/Field.tsx'
import { PictureActions } from './PictureActions.tsx'
import { PictureAddress } from './PictureAddress.tsx'
import { PictureThumb } from './PictureThumb.tsx'
import { usePicture } from './use-picture.ts'

/** A picture of the look: chosen, dropped or pasted, and seen at once; or the address of one elsewhere. */
export function PictureField({ label, hint, value, disabled, onChange }: PictureProps) {
  const id = useId()
  const choose = useRef<HTMLButtonElement>(null)
  const [over, setOver] = useState(false)
  const [writes, setWrites] = useState(false)
  const [said, setSaid] = useState('')
  const { sending, take, stop } = usePicture(address => {
    setWrites(false)
    setSaid(`Uploaded: ${label}`)
    onChange(address)
  })
  const isSending = sending.phase === 'sending'
  const isElsewhere = value !== null && !ownPictureKey(value)
  // The pressed button goes away: its neighbour takes over.
  const then = (work: () => void) => () => {
    work()
    choose.current?.focus()
  }
  const remove = () => {
    stop()
    setWrites(false)
    setSaid(`Removed: ${label}`)
    onChange(null)
  }
  return (
    <fieldset
      class={`field picturefield ${over && !disabled ? 'over' : ''}`}
      aria-labelledby={`${id}-label`}
      aria-describedby={`${id}-hint`}
      onDragOver={event => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={event => {
        event.preventDefault()
        setOver(false)
        if (!disabled) take(event.dataTransfer?.files)
      }}
      onPaste={event => {
        if (disabled || !event.clipboardData?.files.length) return
        event.preventDefault()
        take(event.clipboardData.files)
      }}
    >
      <span class="label" id={`${id}-label`}>
        {label}
      </span>
      <div class="place">
        <PictureThumb label={label} value={value} sending={sending} />
        <div class="grow">
          <p class="meta" id={`${id}-hint`}>
            {isElsewhere ? elsewhere(value) : hint}
          </p>
          {isSending && <progress value={sending.ratio} max={1} aria-label={`Uploading: ${label}`} />}
          {!disabled && (
            <PictureActions
              {...{ label, choose, take }}
              has={value !== null}
              onCancel={isSending ? then(stop) : undefined}
              onRemove={then(remove)}
              onWrite={writes ? undefined : () => setWrites(true)}
            />
          )}
        </div>
      </div>
      {sending.phase === 'failed' && (
        <div class="fault">
          <Hint fault={sending.words} />
          {sending.again && (
            <Button small onClick={then(sending.again)}>
              Try again
            </Button>
          )}
        </div>
      )}
      {(writes || isElsewhere) && !isSending && (
        <PictureAddress {...{ disabled, onChange }} value={isElsewhere ? value : null} focused={writes} />
      )}
      <span class="hide" role="status">
        {isSending ? '' : said}
      </span>
    </fieldset>
  )
}

const elsewhere = (address: string) =>
  `From ${new URL(address).host}, which your site’s img-src must allow. Not in the preview.`

interface PictureProps {
  label: string
  hint: string
  value: string | null
  disabled: boolean
  onChange: (value: string | null) => void
}
