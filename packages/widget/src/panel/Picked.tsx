import type { Picked as PickedFile } from './face.ts'
import { Icon } from './Icon.tsx'
import { sizeOf } from './times.ts'
import { useChat } from './use-chat.ts'
import { fill, words } from './words.ts'

/** Files that go with the next message, each with how far it is. */
export function Picked({ id, files }: { id: string; files: PickedFile[] }) {
  const { chat } = useChat()
  if (files.length === 0) return null
  return (
    <ul class="picked">
      {files.map(file => (
        <li key={file.id} class={file.error ? 'bad' : ''}>
          <Icon name={file.error ? 'alert' : 'file'} small />
          <span class="mid">
            <span class="cut">{file.name}</span>
            <small>{file.error ?? sizeOf(file.size)}</small>
            {!file.error && !file.attachment && <progress value={file.ratio} aria-label={file.name} />}
          </span>
          <button
            type="button"
            class="icon"
            aria-label={fill(words.remove, { name: file.name })}
            onClick={() => chat.files.remove(id, file.id)}
          >
            <Icon name="x" small />
          </button>
        </li>
      ))}
    </ul>
  )
}
