import { Refusal } from '@halloo/client'
import type { ChatUser, Input } from '@halloo/protocol'
import { client, store } from '../live/world.ts'
import { toast } from '../look/Toast.tsx'

const at = (chatUserId: string) => ({ params: { chatUserId } })

/** Each answers with what went wrong, if something did. */
async function take(ask: () => Promise<ChatUser>): Promise<string | undefined> {
  try {
    store.putChatUsers([await ask()])
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
