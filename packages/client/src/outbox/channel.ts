/** Tells the other tabs that something is different now; they read it themselves. */
export interface Channel {
  tell(): void
  close(): void
}

export type OpenChannel = (name: string, onTold: () => void) => Channel

/** Tabs of one browser; where it knows no channels, they find out when they are looked at. */
export const tabChannel: OpenChannel = (name, onTold) => {
  if (typeof BroadcastChannel === 'undefined' || typeof document === 'undefined')
    return { tell() {}, close() {} }
  const channel = new BroadcastChannel(name)
  channel.onmessage = onTold
  return { tell: () => channel.postMessage(0), close: () => channel.close() }
}
