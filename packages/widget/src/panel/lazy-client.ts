import { type Client, request, type SocketListener, type VisitorSide } from '@halloo/client'
import { loadWire } from './once.ts'

interface Options {
  url: string
  token(): string | undefined
}

/** Asks at once; its socket and its uploads come when they are first wanted. */
export function createLazyClient(options: Options): Client<VisitorSide> {
  const listeners = new Map<Partial<SocketListener<VisitorSide>>, () => void>()
  let real: Client<VisitorSide> | undefined
  let wanted = false

  async function load() {
    const { createClient } = await loadWire()
    if (real) return real
    real = createClient({ ...options, socketPath: '/v1/widget/socket' })
    for (const listener of listeners.keys()) listeners.set(listener, real.socket.listen(listener))
    return real
  }

  function give(up: boolean) {
    wanted = !up
    for (const listener of listeners.keys()) listener.status?.(up ? 'idle' : 'connecting')
  }

  return {
    call: (op, input) => request(options, op, input),
    upload: async (...file) => (await load()).upload(...file),
    socket: {
      get status() {
        return real?.socket.status ?? (wanted ? 'connecting' : 'idle')
      },
      get reason() {
        return real?.socket.reason
      },
      get transport() {
        return real?.socket.transport ?? 'socket'
      },
      connect() {
        if (real) return real.socket.connect()
        give(false)
        load().then(
          ({ socket }) => wanted && socket.connect(),
          () => give(true),
        )
      },
      close() {
        wanted = false
        real?.socket.close()
      },
      typing: (id, preview) => real?.socket.typing(id, preview),
      viewing: id => real?.socket.viewing(id),
      call: async (op, input) => (await load()).socket.call(op, input),
      listen(listener) {
        listeners.set(listener, real?.socket.listen(listener) ?? (() => {}))
        return () => {
          listeners.get(listener)?.()
          listeners.delete(listener)
        }
      },
    },
  }
}
