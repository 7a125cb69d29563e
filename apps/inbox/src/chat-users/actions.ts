import { Refusal } from '@halloo/client'
import type { ChatUser, Input } from '@halloo/protocol'
import { client, store } from '../live/world.ts'
import { toast } from '../look/Toast.tsx'

const at = (chatUserId: string) => ({ params: { chatUserId } })

/** Each answers with what went wrong, if something did. */
const take = (ask: () => Promise<ChatUser>) => attempt(async () => store.putChatUsers([await ask()]))

async function attempt(act: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await act()
    return undefined
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.problem?.errors?.some(({ code }) => code === 'invalid_email'))
      return 'This is not an e-mail address.'
    return error.code === 'offline' ? 'There is no connection.' : error.message
  }
}

export const changeContact = (id: string, body: Input<'PATCH /v1/chat-users/:chatUserId'>['body']) =>
  take(() => client.call('PATCH /v1/chat-users/:chatUserId', { ...at(id), body }))

export const blockContact = (id: string) =>
  take(() => client.call('POST /v1/chat-users/:chatUserId/block', at(id)))

export const signOutContact = (id: string) =>
  take(() => client.call('POST /v1/chat-users/:chatUserId/sign-out', at(id)))

export async function unblockContact(id: string) {
  const fault = await take(() => client.call('POST /v1/chat-users/:chatUserId/unblock', at(id)))
  toast(fault ? `Not unblocked. ${fault}` : 'Unblocked')
}

/** What somebody is told who has not asked; the ids are the same at every try. */
interface FirstWords {
  id: string
  messageId: string
  words: string
  subject: string
}

export const writeFirst = (chatUserId: string, { id, messageId, words, subject }: FirstWords) =>
  attempt(async () => {
    const message = { id: messageId, content: words }
    const body = { id, chatUserId, message, ...(subject && { subject }) }
    const { conversation, message: said } = await client.call('POST /v1/conversations', { body })
    store.putConversations([conversation])
    store.putMessages([said])
  })
