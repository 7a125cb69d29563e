import type { Attachment, AttachmentLink } from '@halloo/protocol'
import { AudioLines, File as FileIcon, Film, Image } from 'lucide-preact'
import { useEffect, useState } from 'preact/hooks'
import { client } from '../live/world.ts'
import { Icon } from '../look/Icon.tsx'
import { sizeWords } from './size-words.ts'

const ICONS = { image: Image, audio: AudioLines, video: Film, file: FileIcon } as const
const WIDTH = 280
const HEIGHT = 320

/** A picture in its own proportions, or a file by name and size; links are asked for when needed. */
export function AttachmentView({ attachment }: { attachment: Attachment }) {
  if (attachment.kind === 'image' && attachment.width && attachment.height)
    return <Picture attachment={attachment} width={attachment.width} height={attachment.height} />
  return (
    <button type="button" class="file" onClick={() => void open(attachment.id)}>
      <Icon of={ICONS[attachment.kind]} />
      <span class="cut">
        <b class="cut" title={attachment.fileName}>
          {attachment.fileName}
        </b>
        <span class="meta">{sizeWords(attachment.size)}</span>
      </span>
    </button>
  )
}

function Picture({ attachment, width, height }: { attachment: Attachment; width: number; height: number }) {
  const [url, setUrl] = useState<string>()
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    let over = false
    linkOf(attachment.id).then(
      link => over || setUrl(link.url),
      () => over || setFailed(true),
    )
    return () => {
      over = true
    }
  }, [attachment.id])
  const scale = Math.min(1, WIDTH / width, HEIGHT / height)
  return (
    <button
      type="button"
      class="pic"
      style={{ width: `${Math.max(48, Math.round(width * scale))}px`, aspectRatio: `${width} / ${height}` }}
      aria-label={`Open the picture ${attachment.fileName}`}
      onClick={() => void open(attachment.id)}
    >
      {url && !failed && <img src={url} alt={attachment.fileName} onError={() => setFailed(true)} />}
      {failed && <span class="meta">This picture could not be fetched</span>}
    </button>
  )
}

const links = new Map<string, AttachmentLink>()
const SPARE = 30_000

async function linkOf(attachmentId: string) {
  const known = links.get(attachmentId)
  if (known && Date.parse(known.expiresAt) - SPARE > Date.now()) return known
  const link = await client.call('GET /v1/attachments/:attachmentId', { params: { attachmentId } })
  links.set(attachmentId, link)
  return link
}

async function open(attachmentId: string) {
  // Opened at once, since a tab that opens after waiting counts as unasked for.
  const tab = window.open('about:blank')
  if (tab) tab.opener = null
  try {
    const { url } = await linkOf(attachmentId)
    if (tab) tab.location.href = new URL(url, location.href).href
  } catch {
    tab?.close()
  }
}
