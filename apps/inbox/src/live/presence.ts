// Who is here, who looks, who writes: told by frames, kept only in memory.
import { LIMITS } from '@halloo/protocol/constants'
import { signal } from '@preact/signals'
import type { Presence } from '../look/Avatar.tsx'
import { client, world } from './world.ts'

export interface Typist {
  kind: 'member' | 'visitor'
  id: string
  name: string | null
  /** What they have written so far, where the organization reads along. */
  preview?: string | undefined
}

const online = signal<ReadonlySet<string>>(new Set())
const viewers = signal<Readonly<Record<string, readonly string[]>>>({})
const typists = signal<Readonly<Record<string, readonly Typist[]>>>({})
const timers = new Map<string, ReturnType<typeof setTimeout>>()

export const viewersOf = (conversationId: string) => viewers.value[conversationId] ?? []
export const typistsOf = (conversationId: string) => typists.value[conversationId] ?? []

/** Online: connected and available. Away: connected, but not to be given chats. */
export function presenceOf(memberId: string): Presence {
  if (!online.value.has(memberId)) return 'off'
  return world.value.members[memberId]?.chatIsOnline ? 'on' : 'away'
}

export function stopTyping(conversationId: string, id: string) {
  const others = typistsOf(conversationId).filter(typist => typist.id !== id)
  if (others.length !== typistsOf(conversationId).length)
    typists.value = { ...typists.value, [conversationId]: others }
}

function startTyping(conversationId: string, from: Typist) {
  const others = typistsOf(conversationId).filter(typist => typist.id !== from.id)
  typists.value = { ...typists.value, [conversationId]: [...others, from] }
  const key = `${conversationId} ${from.id}`
  clearTimeout(timers.get(key))
  timers.set(
    key,
    setTimeout(() => stopTyping(conversationId, from.id), LIMITS.typingMs),
  )
}

client.socket.listen({
  presence: frame => {
    online.value = new Set(frame.online)
  },
  viewing: frame => {
    viewers.value = { ...viewers.value, [frame.conversationId]: frame.memberIds }
  },
  typing: ({ conversationId, from, preview }) => startTyping(conversationId, { ...from, preview }),
  event: event => {
    if (event.type === 'message.created' && event.data.message.senderId)
      stopTyping(event.data.message.conversationId, event.data.message.senderId)
  },
})
