// Own words from the first letter to the server's answer: kept through reloads and without network, sent once.
import { createOutbox, type Outbox, type Outgoing, Refusal } from '@halloo/client'
import { LIMITS } from '@halloo/protocol/constants'
import { computed, effect, signal } from '@preact/signals'
import { client, me, store } from '../live/world.ts'
import { toastTrouble } from '../look/Toast.tsx'

/** What goes with the words of a reply. */
export interface Beside {
  /** What was on screen: of a draft when it was begun, of a reply when it was sent. */
  seenSeq: number
  /** Send although a colleague has replied meanwhile. */
  confirm?: true
  /** Answers that the contact can tap. */
  quickReplies?: string[]
}

const changes = signal(0)
let box: Outbox<Beside> | undefined
let owner: string | undefined

effect(() => {
  const id = me.value?.id
  if (id === owner) return
  owner = id
  box?.close()
  box = id ? createOutbox<Beside>({ name: `halloo:${id}`, deliver, sendFile }) : undefined
  box?.subscribe(() => changes.value++)
  void box?.open()
})

export const outbox = computed(() => {
  changes.value
  return box?.unsent() ?? []
})
export const unsentOf = (conversationId: string) =>
  outbox.value.filter(unsent => unsent.conversationId === conversationId)

export function draftOf(conversationId: string) {
  changes.value
  return box?.draft(conversationId)
}

/** @param seenSeq what is on screen, where the draft begins or its writer has looked again */
export const keepDraft = (conversationId: string, text: string, seenSeq?: number) =>
  box?.write(
    conversationId,
    text,
    seenSeq === undefined ? undefined : { ...offersOf(draftOf(conversationId)), seenSeq },
  )
/** Answers to tap, with the words that are being written; they go where those go. */
export const keepOffers = (conversationId: string, quickReplies: string[]) => {
  const { content = '', extra } = draftOf(conversationId) ?? {}
  box?.write(conversationId, content, { seenSeq: extra?.seenSeq ?? 0, quickReplies })
}
export const sendDraft = (conversationId: string, seenSeq: number) =>
  box?.send(conversationId, { ...offersOf(draftOf(conversationId)), seenSeq })
export const tryAgain = (id: string) => box?.retry(id)
export const sendAnyway = (id: string, seenSeq: number) =>
  box?.retry(id, { ...offersOf(unsent(id)), seenSeq, confirm: true })
export const backToComposer = (id: string, seenSeq: number) =>
  box?.edit(id, { ...offersOf(unsent(id)), seenSeq })
export const discardUnsent = (id: string) => box?.discard(id)
export const removeFile = (conversationId: string, fileId: string) => box?.detach(conversationId, fileId)

const unsent = (id: string) => outbox.value.find(one => one.id === id)

function offersOf(written: { extra: Beside | undefined } | undefined) {
  const { quickReplies } = written?.extra ?? {}
  return quickReplies?.length ? { quickReplies } : {}
}

export function addFiles(conversationId: string, files: FileList | null | undefined) {
  const free = LIMITS.attachmentsPerMessage - (draftOf(conversationId)?.files.length ?? 0)
  const chosen = [...(files ?? [])]
  if (chosen.length > free) toastTrouble(`A message holds ${LIMITS.attachmentsPerMessage} files.`)
  const limit = LIMITS.memberUploadBytes
  const text = `Larger than ${limit / 1024 / 1024} MB.`
  box?.attach(
    conversationId,
    chosen.slice(0, free).map(blob => ({
      name: blob.name || 'file',
      blob,
      fault: blob.size > limit ? { code: 'payload_too_large', text } : undefined,
    })),
  )
}

/** After signing out nothing of what was written stays in this browser. */
export const forgetWords = async () => box?.clear()

async function deliver({ id, conversationId, content, attachments, extra }: Outgoing<Beside>) {
  const attachmentIds = attachments.map(attachment => attachment.id)
  try {
    const data = await client.call('POST /v1/conversations/:conversationId/messages', {
      params: { conversationId },
      body: { id, ...(content && { content }), ...(attachmentIds.length && { attachmentIds }), ...extra },
    })
    store.apply({ type: 'message.created', data })
  } catch (error) {
    // What overtook it belongs on screen, too.
    if (error instanceof Refusal) store.putMessages(error.problem?.newer ?? [])
    throw error
  }
}

const sendFile = (file: Blob, name: string, onProgress: (ratio: number) => void, signal: AbortSignal) =>
  client.upload('POST /v1/attachments', file, name, onProgress, signal)

client.socket.listen({
  status: status => status === 'open' && box?.retryAll(),
  // The answer may have been lost while the event came.
  event: event => event.type === 'message.created' && box?.discard(event.data.message.id),
})
