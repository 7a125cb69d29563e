import type { UnsentFile } from '@halloo/client'
import { focusFirst } from '../focus.ts'
import { Icon } from '../Icon.tsx'
import { fill, words } from '../words.ts'
import { ALERT } from './icons.ts'
import { sizeOf } from './measures.ts'
import { Thumb } from './Thumb.tsx'
import { useTalk } from './use-talk.ts'

/** Files that go with the next message, each with how far it is. */
export function Picked({ id, files }: { id: string; files: UnsentFile[] }) {
  const { chat, root, files: shelf } = useTalk()
  if (files.length === 0) return null
  return (
    <ul class="picked">
      {files.map(file => (
        <li key={file.id} class={file.fault ? 'bad' : ''}>
          {file.fault ? <Icon d={ALERT} small /> : <Thumb id={file.id} small />}
          <span class="mid">
            <span class="cut" dir="auto">
              {file.name}
            </span>
            <small>{faultWords(file) ?? sizeOf(file.size)}</small>
            {!file.fault && !file.attachment && <progress value={file.ratio} aria-label={file.name} />}
          </span>
          <button
            type="button"
            class="icon"
            aria-label={fill(words.remove, { name: file.name })}
            onClick={() => {
              focusFirst(root)
              chat.keep.outbox?.detach(id, file.id)
              shelf.forget(file.id)
            }}
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
