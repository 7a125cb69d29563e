import type { House } from '../stage/house.ts'

/** A message as it lies in the table. */
export interface Kept {
  organizationId: string
  conversationId: string
  chatUserId: string
  id: string
  seq: number
  content: string
  senderType: string
}

/** Every message of some organizations, conversation by conversation in order. */
export const readMessages = async ({ owner }: House, organizationIds: readonly string[]): Promise<Kept[]> =>
  owner().sql<Kept[]>`
    select m.organization_id as "organizationId", m.conversation_id as "conversationId",
      c.chat_user_id as "chatUserId", m.id, m.seq, m.content, m.sender_type as "senderType"
    from messages m join conversations c on (c.organization_id, c.id) = (m.organization_id, m.conversation_id)
    where m.organization_id = any(${[...organizationIds]})
    order by m.conversation_id, m.seq`
