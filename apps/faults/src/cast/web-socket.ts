import { WebSocket as Ws } from 'ws'
import type { Way } from '../stage/way.ts'

/** A browser's WebSocket class that takes this way. */
export const webSocketBy = ({ host, headers }: Way) =>
  asBrowsers(
    class extends Ws {
      constructor(url: string, protocol: string) {
        super(url, protocol, { headers: { ...headers, host }, perMessageDeflate: false })
        // A connection that fails closes; there is nothing else to tell.
        this.on('error', () => {})
      }
    },
  )

/** `ws` keeps the shape of the browser's class; its types say so only in part. */
const asBrowsers = (kept: unknown) => kept as typeof WebSocket
