type Loaded = typeof import('./Conversation.tsx')

let loading: Promise<Loaded> | undefined

/** Fetches the conversation's own code: on intent, or when one is to be shown. */
export function loadConversation(): Promise<Loaded> {
  loading ??= import('./Conversation.tsx')
  // The next attempt may find the network back.
  loading.catch(() => {
    loading = undefined
  })
  return loading
}

export const loadAhead = () => void loadConversation().catch(() => {})
