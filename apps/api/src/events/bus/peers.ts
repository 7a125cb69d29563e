const FORGET_MS = 60_000

/** The other nodes that have been heard of lately. */
export function createPeers(now: () => number, gone: (node: string) => void) {
  const until = new Map<string, number>()
  const left = (node: string) => {
    if (until.delete(node)) gone(node)
  }
  return {
    size: () => until.size,
    /** Whether this node was not known before. */
    heard(node: string): boolean {
      const isNew = !until.has(node)
      until.set(node, now() + FORGET_MS)
      return isNew
    },
    left,
    forget() {
      for (const [node, at] of until) if (at <= now()) left(node)
    },
  }
}
