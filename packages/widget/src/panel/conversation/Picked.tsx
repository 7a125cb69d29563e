import type { UnsentFile } from '@halloo/client'
import { Icon } from '../Icon.tsx'
import { sizeOf } from '../times.ts'
import { useChat } from '../use-chat.ts'
import { fill, words } from '../words.ts'

/** Files that go with the next message, each with how far it is. */
export function Picked({ id, files }: { id: string; files: UnsentFile[] }) {
  const { chat } = useChat()
  if (files.length === 0) return null
  return (
    <ul class="picked">
      {files.map(file => (
        <li key={file.id} class={file.fault ? 'bad' : ''}>
          <Icon name={file.fault ? 'alert' : 'file'} small />
          <span class="mid">
            <span class="cut">{file.name}</span>
            <small>{faultWords(file) ?? sizeOf(file.size)}</small>
            {!file.fault && !file.attachment && <progress value={file.ratio} aria-label={file.name} />}
          </span>
          <button
            type="button"
            class="icon"
            aria-label={fill(words.remove, { name: file.name })}
            onClick={() => chat.keep.outbox?.detach(id, file.id)}
          >
            <Icon name="x" small />
          </button>
        </li>
      ))}
    </ul>
  )
}

const faultWords = ({ fault }: UnsentFile) =>
  fault && (fault.code === 'payload_too_large' ? fault.text : words.badFile)
