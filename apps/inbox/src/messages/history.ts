import { client, store } from '../live/world.ts'

const PAGE = '50'
const OP = 'GET /v1/conversations/:conversationId/messages'

export async function fetchLatest(conversationId: string) {
  const answer = await client.call(OP, { params: { conversationId }, query: { limit: PAGE } })
  store.putMessages(answer.items)
}

export async function fetchOlder(conversationId: string, beforeSeq: number) {
  const query = { beforeSeq: String(beforeSeq), limit: PAGE }
  const answer = await client.call(OP, { params: { conversationId }, query })
  store.putMessages(answer.items)
}
