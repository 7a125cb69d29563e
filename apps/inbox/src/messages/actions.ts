// What becomes of a message after it was sent.
import { Refusal } from '@halloo/client'
import type { Message, UpdatedMessage } from '@halloo/protocol'
import { signal } from '@preact/signals'
import { client, may, me, store } from '../live/world.ts'

/** The message whose words are being changed, if one is. */
export const editing = signal<string | null>(null)
export function beginEditing(messageId: string | null) {
  editing.value = messageId
}

export const mayEdit = (message: Message) => isOwn(message) && !message.deletedAt
export const mayDelete = (message: Message) =>
  message.senderType !== 'system' && !message.deletedAt && (isOwn(message) || may('messages:moderate'))

const isOwn = (message: Message) => message.senderId === me.value?.id && may('messages:write')

const at = ({ conversationId, id }: Message) => ({ params: { conversationId, messageId: id } })

/** Both answer with what went wrong, if something did. */
export const editMessage = (message: Message, content: string) =>
  take(() =>
    client.call('PATCH /v1/conversations/:conversationId/messages/:messageId', {
      ...at(message),
      body: { content },
    }),
  )

export const deleteMessage = (message: Message) =>
  take(() => client.call('DELETE /v1/conversations/:conversationId/messages/:messageId', at(message)))

async function take(ask: () => Promise<UpdatedMessage>): Promise<string | undefined> {
  try {
    store.apply({ type: 'message.updated', data: await ask() })
    return undefined
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.code === 'offline' ? 'There is no connection.' : error.message
  }
}
