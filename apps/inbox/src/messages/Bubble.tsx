import type { Attachment } from '@halloo/protocol'
import { AttachmentView } from './AttachmentView.tsx'
import { linkParts } from './links.ts'
import { isEmojiAlone } from './timeline.ts'

/** One message: its files, then its words. */
export function Bubble({ content, attachments, waiting }: BubbleProps) {
  return (
    <>
      {attachments.map(attachment => (
        <AttachmentView key={attachment.id} attachment={attachment} />
      ))}
      {content && (
        <div
          class={`bub ${isEmojiAlone(content) ? 'emoji-only' : ''} ${waiting ? 'waiting' : ''}`}
          dir="auto"
        >
          {linkParts(content).map((part, index) =>
            part.url ? (
              <a key={index} href={part.url} target="_blank" rel="noopener noreferrer nofollow">
                {part.text}
              </a>
            ) : (
              part.text
            ),
          )}
        </div>
      )}
    </>
  )
}

interface BubbleProps {
  content: string
  attachments: readonly Attachment[]
  waiting?: boolean
}
