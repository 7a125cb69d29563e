import { LIMITS } from '@halloo/protocol/constants'
import type { Face } from './face.ts'
import type { Observable } from './observable.ts'

export type Typing = ReturnType<typeof createTyping>

/** Who of the team writes where, until they pause or have sent it. */
export function createTyping(face: Observable<Face>) {
  const timers: Record<string, ReturnType<typeof setTimeout>> = {}

  function stop(conversationId: string) {
    clearTimeout(timers[conversationId])
    const { [conversationId]: known, ...typing } = face.value.typing
    if (known !== undefined) face.set({ typing })
  }

  return {
    stop,
    heard(conversationId: string, name: string | null) {
      clearTimeout(timers[conversationId])
      face.set({ typing: { ...face.value.typing, [conversationId]: name ?? '' } })
      timers[conversationId] = setTimeout(() => stop(conversationId), LIMITS.typingMs)
    },
    end() {
      for (const timer of Object.values(timers)) clearTimeout(timer)
    },
  }
}
