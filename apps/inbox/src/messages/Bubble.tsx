import type { UnsentFile } from '@halloo/client'
import type { Attachment } from '@halloo/protocol'
import { wholeMoment } from '../look/time.ts'
import { AttachmentView } from './AttachmentView.tsx'
import { Markdown } from './Markdown.tsx'
import { isEmojiAlone } from './timeline.ts'
import { UploadList } from './UploadList.tsx'

/** One message: its files, then its words. */
export function Bubble({ id, content, attachments, rising = [], waiting, edited }: BubbleProps) {
  return (
    <>
      {attachments.map(attachment => (
        <AttachmentView key={attachment.id} attachment={attachment} />
      ))}
      <UploadList files={rising} />
      {content && (
        <div
          id={id}
          class={`bub ${isEmojiAlone(content) ? 'emoji-only' : ''} ${waiting ? 'unsent' : ''}`}
          dir="auto"
        >
          <Markdown text={content} />
          {edited && (
            <span class="edited" title={`Edited ${wholeMoment(edited)}`}>
              Edited
            </span>
          )}
        </div>
      )}
    </>
  )
}

interface BubbleProps {
  id?: string
  content: string
  attachments: readonly Attachment[]
  /** Files that are on their way up. */
  rising?: readonly UnsentFile[]
  waiting?: boolean
  /** When its words were last changed. */
  edited?: string | null
}
