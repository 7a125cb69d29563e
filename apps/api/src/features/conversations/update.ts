import type { Conversation } from '@halloo/protocol'
import type { Context } from '../../door/context.ts'
import { Refusal } from '../../refusal.ts'
import { changeConversation } from './change.ts'
import { lockConversation } from './lock.ts'
import { asConversation } from './read.ts'
import { endConversation, isEnding, reopenConversation } from './status.ts'

interface Patch {
  subject?: string | null | undefined
  priority?: Conversation['priority'] | 'medium' | undefined
  status?: Conversation['status'] | undefined
}

/** Changes subject, priority and status in one go; `medium` is another word for normal. */
export async function updateConversation(ctx: Context, id: string, patch: Patch, version: number | null) {
  const row = await lockConversation(ctx.tx, id)
  if (version !== null && version !== row.version) throw new Refusal('version_conflict')
  const priority = patch.priority === 'medium' ? 'normal' : patch.priority
  const set = {
    ...(patch.subject !== undefined && { subject: patch.subject }),
    ...(priority && { priority }),
  }
  const { status } = patch
  if (status && isEnding(status)) return asConversation(await endConversation(ctx, id, status, set))
  if (status && row.closedAt !== null) {
    if (Object.keys(set).length > 0)
      await changeConversation(ctx, row, { event: 'conversation.updated', set })
    return asConversation(await reopenConversation(ctx, id, status))
  }
  return asConversation(
    await changeConversation(ctx, row, {
      event: 'conversation.updated',
      set: { ...set, ...(status && { status }) },
    }),
  )
}
