import type { Member } from '@halloo/protocol'
import { world } from '../live/world.ts'

export const ROLE_WORDS: Record<Member['role'], string> = {
  owner: 'Owner',
  admin: 'Admin',
  supervisor: 'Supervisor',
  agent: 'Agent',
}

/** How many conversations under way a member has; known of those whose counts one sees. */
export const activeChatsOf = (memberId: string) => world.value.counts[`member:${memberId}`]?.active ?? 0
