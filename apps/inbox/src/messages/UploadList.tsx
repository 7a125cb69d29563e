import { CircleAlert, Paperclip, RotateCcw, X } from 'lucide-preact'
import { IconButton } from '../look/Button.tsx'
import { Icon } from '../look/Icon.tsx'
import { sizeWords } from './size-words.ts'
import type { Uploads } from './use-uploads.ts'

/** The files of the next message, with how far each is. */
export function UploadList({ uploads }: { uploads: Uploads }) {
  if (!uploads.items.length) return null
  return (
    <ul class="uploads">
      {uploads.items.map(item => (
        <li key={item.key} class={item.fault ? 'bad' : ''}>
          <Icon of={item.fault ? CircleAlert : Paperclip} size={14} />
          <span class="cut" title={item.name}>
            {item.name}
          </span>
          <span class="meta">{item.fault ?? sizeWords(item.size)}</span>
          {item.fault && (
            <IconButton
              label={`Try ${item.name} again`}
              icon={RotateCcw}
              size={14}
              onClick={() => uploads.retry(item.key)}
            />
          )}
          <IconButton
            label={`Remove ${item.name}`}
            icon={X}
            size={14}
            onClick={() => uploads.remove(item.key)}
          />
          {!item.attachment && !item.fault && (
            <progress value={item.progress} max={1} aria-label={`Uploading ${item.name}`} />
          )}
        </li>
      ))}
    </ul>
  )
}
