import type { Told, Voice } from './voice.ts'

interface Screen {
  readonly state: { readonly messages: Readonly<Record<string, readonly Told[]>> }
  putMessages(items: readonly Told[]): void
}

/** Fetches what is missing on screen, and tries again until it is there. */
export function createFetcher(voice: Voice, store: Screen) {
  let running: Promise<void> | undefined
  let again = false
  let closed = false

  /** The last `seq` up to which nothing is missing. */
  const lastKnown = (conversationId: string) => {
    const shown = store.state.messages[conversationId] ?? []
    const gap = shown.findIndex(({ seq }, at) => seq !== at + 1)
    return gap < 0 ? shown.length : gap
  }

  const fill = async () => {
    for (const { id, lastSeq } of await voice.conversations())
      while (lastKnown(id) < lastSeq && !closed) {
        const { items } = await voice.messages(id, lastKnown(id))
        if (items.length === 0) break
        store.putMessages(items)
      }
  }

  const run = async () => {
    do {
      again = false
      await fill().catch(async () => {
        again = true
        await new Promise(resolve => setTimeout(resolve, 250))
      })
    } while (again && !closed)
    running = undefined
  }

  return {
    fetch() {
      again = true
      running ??= run()
      return running
    },
    isIdle: () => running === undefined,
    close() {
      closed = true
    },
  }
}
