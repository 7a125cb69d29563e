import { ArrowUp } from 'lucide-preact'
import { Icon } from '../look/Icon.tsx'
import { draftOf, keepDraft } from './outbox.ts'
import { firstWordsAfter, shownSeq } from './seen.ts'

/** The visitor wrote while the reply was being written: said, and shown on request; it holds up nothing. */
export function Meanwhile({ conversationId }: { conversationId: string }) {
  const draft = draftOf(conversationId)
  const first = draft?.content ? firstWordsAfter(conversationId, draft.extra?.seenSeq ?? 0) : undefined
  if (!draft?.extra || !first) return null
  const show = () => {
    document.getElementById(first.id)?.scrollIntoView({ block: 'center' })
    keepDraft(conversationId, draft.content, Math.max(first.seq, shownSeq(conversationId)))
  }
  return (
    <div class="meanwhile" role="status">
      <button type="button" class="link" onClick={show}>
        <Icon of={ArrowUp} size={14} />
        New message since you began writing
      </button>
    </div>
  )
}
