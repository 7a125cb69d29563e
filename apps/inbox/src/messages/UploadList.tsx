import type { UnsentFile } from '@halloo/client'
import { CircleAlert, Paperclip, X } from 'lucide-preact'
import { IconButton } from '../look/Button.tsx'
import { Icon } from '../look/Icon.tsx'
import { sizeWords } from './size-words.ts'

/** Files that are not in a message yet, with how far each is. */
export function UploadList({
  files,
  onRemove,
}: {
  files: readonly UnsentFile[]
  onRemove?: (id: string) => void
}) {
  if (!files.length) return null
  return (
    <ul class="uploads">
      {files.map(({ id, name, size, ratio, attachment, fault }) => (
        <li key={id} class={fault ? 'bad' : ''}>
          <Icon of={fault ? CircleAlert : Paperclip} size={14} />
          <span class="cut" title={name}>
            {name}
          </span>
          <span class="meta">{fault ? `${fault.text.replace(/\.$/, '')}.` : sizeWords(size)}</span>
          {onRemove && (
            <IconButton label={`Remove ${name}`} icon={X} size={14} onClick={() => onRemove(id)} />
          )}
          {!attachment && !fault && <progress value={ratio} max={1} aria-label={`Uploading ${name}`} />}
        </li>
      ))}
    </ul>
  )
}
