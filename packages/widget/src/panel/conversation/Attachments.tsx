import type { UnsentFile } from '@halloo/client'
import type { Attachment } from '@halloo/protocol'
import { useEffect, useState } from 'preact/hooks'
import { Icon } from '../Icon.tsx'
import { later } from '../later.tsx'
import { fill, words } from '../words.ts'
import { ALERT, FILE } from './icons.ts'
import { sizeOf } from './measures.ts'
import { Thumb } from './Thumb.tsx'
import type { Said } from './timeline.ts'
import { useTalk } from './use-talk.ts'

const Player = later(() => import('../voice/Player.tsx').then(it => it.Player))
/** A recording is unpacked whole to be played: longer ones are opened as files. */
const PLAYABLE_BYTES = 3 * 1024 * 1024

export const Attachments = ({ said }: { said: Said }) => (
  <>
    {said.attachments.map(attachment => (
      <One key={attachment.id} attachment={attachment} />
    ))}
    {said.files.map(file => (
      <Unsent key={file.id} file={file} state={stateClass(said)} />
    ))}
  </>
)

/** How far a message is, for its looks. */
export const stateClass = ({ state }: Said) =>
  state === 'failed' ? ' fail' : state === 'queued' ? ' wait' : state === 'sending' ? ' going' : ''

function One({ attachment }: { attachment: Attachment }) {
  if (attachment.kind === 'image') return <Picture attachment={attachment} />
  if (attachment.kind === 'audio' && attachment.size <= PLAYABLE_BYTES)
    return <Sound attachment={attachment} />
  return <File attachment={attachment} />
}

function Sound({ attachment: { id } }: { attachment: Attachment }) {
  const { files } = useTalk()
  return (
    <div class="b">
      <Player
        load={async () => (await fetch(await files.linkOf(id), { credentials: 'omit' })).arrayBuffer()}
      />
    </div>
  )
}

function Picture({ attachment }: { attachment: Attachment }) {
  const { chat, files } = useTalk()
  const [source, setSource] = useState<string>()
  const [broken, setBroken] = useState(false)
  const { id, fileName, width, height } = attachment
  useEffect(() => {
    files.linkOf(id).then(setSource, () => setBroken(true))
  }, [id])
  if (broken) return <File attachment={attachment} />
  return (
    <button
      type="button"
      class="pic"
      aria-label={fill(words.openFile, { name: fileName })}
      onClick={() => chat.face.set({ viewing: id })}
    >
      <img
        src={source}
        alt={fill(words.image, { name: fileName })}
        width={width ?? 200}
        height={height ?? 150}
        decoding="async"
        onError={() => setBroken(true)}
      />
    </button>
  )
}

function File({ attachment: { id, fileName, size } }: { attachment: Attachment }) {
  const { chat, files } = useTalk()
  const open = async () => window.open(await files.linkOf(id), '_blank', 'noopener')
  return (
    <button type="button" class="b file" onClick={() => void chat.attempt(open)}>
      <Icon d={FILE} />
      <span class="mid">
        <span class="cut" dir="auto">
          {fileName}
        </span>
        <small>{sizeOf(size)}</small>
      </span>
    </button>
  )
}

function Unsent({ file, state }: { file: UnsentFile; state: string }) {
  return (
    <div class={`b file${state}`}>
      {file.fault ? <Icon d={ALERT} /> : <Thumb id={file.id} />}
      <span class="mid">
        <span class="cut" dir="auto">
          {file.name}
        </span>
        <small>{file.fault ? words.badFile : sizeOf(file.size)}</small>
        {!file.fault && <progress value={file.ratio} aria-label={file.name} />}
      </span>
    </div>
  )
}
