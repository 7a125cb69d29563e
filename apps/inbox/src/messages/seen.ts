import type { Message } from '@halloo/protocol'
import { world } from '../live/world.ts'

const shown = new Map<string, number>()

/** Notes the highest `seq` that has been on screen. */
export const noteShown = (conversationId: string, seq: number) => shown.set(conversationId, seq)
export const shownSeq = (conversationId: string) => shown.get(conversationId) ?? 0

/** The first words of the visitor after a `seq`: what came while a reply was being written. */
export const firstWordsAfter = (conversationId: string, seq: number): Message | undefined =>
  world.value.messages[conversationId]?.find(message => message.seq > seq && message.senderType === 'user')
