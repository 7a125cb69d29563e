import type { Message } from '@halloo/protocol'

/** The sentence of a system message as colleagues read it; the visitor reads its content. */
export function systemWords({ content, metadata }: Pick<Message, 'content' | 'metadata'>) {
  const name = typeof metadata.name === 'string' ? metadata.name : undefined
  switch (metadata.kind) {
    case 'accepted':
      return `${name ?? 'Somebody'} accepted`
    case 'assigned':
      return `${name ?? 'Somebody'} took over`
    case 'transferred':
      return name ? `Handed to ${name}` : 'Put back in the queue'
    case 'resolved':
      return metadata.status === 'unresolved' ? 'Ended without a solution' : 'Resolved'
    case 'closed':
      return 'Closed'
    case 'reopened':
      return 'Opened again'
    default:
      return content.replace(/\.$/, '') || 'Something changed'
  }
}
