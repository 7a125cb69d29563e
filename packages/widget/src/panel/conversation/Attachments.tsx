import type { Attachment } from '@halloo/protocol'
import { useEffect, useState } from 'preact/hooks'
import { Icon } from '../Icon.tsx'
import { sizeOf } from '../times.ts'
import { fill, words } from '../words.ts'
import type { Said } from './timeline.ts'
import { useTalk } from './use-talk.ts'

export const Attachments = ({ said }: { said: Said }) => (
  <>
    {said.attachments.map(attachment =>
      attachment.kind === 'image' ? (
        <Picture key={attachment.id} attachment={attachment} />
      ) : (
        <File key={attachment.id} attachment={attachment} />
      ),
    )}
    {said.files.map(file => (
      <div key={file.id} class={`b file${stateClass(said)}`}>
        <Icon name={file.fault ? 'alert' : 'file'} />
        <span class="mid">
          <span class="cut">{file.name}</span>
          <small>{file.fault ? words.badFile : sizeOf(file.size)}</small>
          {!file.fault && <progress value={file.ratio} aria-label={file.name} />}
        </span>
      </div>
    ))}
  </>
)

/** How far a message is, for its looks. */
export const stateClass = ({ state }: Said) =>
  state === 'failed' ? ' fail' : state === 'queued' ? ' wait' : state === 'sending' ? ' going' : ''

function useOpen({ id }: Attachment) {
  const { chat, files } = useTalk()
  return () => void chat.attempt(async () => window.open(await files.linkOf(id), '_blank', 'noopener'))
}

function Picture({ attachment }: { attachment: Attachment }) {
  const { files } = useTalk()
  const [source, setSource] = useState<string>()
  const { id, fileName, width, height } = attachment
  useEffect(() => {
    files.linkOf(id).then(setSource, () => {})
  }, [id])
  return (
    <button
      type="button"
      class="pic"
      aria-label={fill(words.openFile, { name: fileName })}
      onClick={useOpen(attachment)}
    >
      <img
        src={source}
        alt={fill(words.image, { name: fileName })}
        width={width ?? 200}
        height={height ?? 150}
        decoding="async"
      />
    </button>
  )
}

function File({ attachment }: { attachment: Attachment }) {
  const { fileName, size } = attachment
  return (
    <button type="button" class="b file" onClick={useOpen(attachment)}>
      <Icon name="file" />
      <span class="mid">
        <span class="cut">{fileName}</span>
        <small>{sizeOf(size)}</small>
      </span>
    </button>
  )
}
