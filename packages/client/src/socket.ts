import type { Down } from '@halloo/protocol'
import { type ByeReason, LIMITS, PROTOCOL_VERSION } from '@halloo/protocol/constants'
import { backoff } from './backoff.ts'
import { isFinal, reasonOf } from './bye.ts'
import { createCalls } from './calls.ts'
import { createListeners } from './listeners.ts'
import { type PageEvents, watchPage } from './page.ts'
import { offline } from './refusal.ts'
import type { EventOf, Side } from './side.ts'
import type { Frame, Socket, SocketListener, SocketOptions, SocketStatus } from './socket-face.ts'
import { createThrottle } from './throttle.ts'
import type { Wire } from './wire.ts'

const HANDSHAKE_MS = 10_000

/** A socket that resumes where it broke off, counts its events, and returns with jitter. */
export function createSocket<S extends Side>(options: SocketOptions): Socket<S> {
  const { openWire, token, clock, random } = options
  const { tell, listen } = createListeners<SocketListener<S>>()
  let status: SocketStatus = 'idle'
  let reason: ByeReason | undefined
  let wire: Wire | undefined
  let cursor: string | undefined
  let n = 0
  let attempt = 0
  let lastHeard = 0
  let missed = false
  let hidden = false
  let onScreen: string | null = null
  let cancelTimer = () => {}
  let unwatch: (() => void) | undefined

  const calls = createCalls(clock, say)
  const mayType = createThrottle(clock, 1_000)

  function become(next: SocketStatus) {
    if (status === next) return
    status = next
    tell(listener => listener.status?.(next))
  }

  function say(frame: object) {
    wire?.send(JSON.stringify(frame))
  }

  function open() {
    cancelTimer()
    drop()
    reason = undefined
    become('connecting')
    const own: Wire = openWire({
      onOpen() {
        if (own !== wire) return
        say({ t: 'hello', protocol: PROTOCOL_VERSION, token: token?.() || undefined, cursor })
      },
      onText: text => own === wire && hear(JSON.parse(text)),
      onClose: code => own === wire && dropped(reasonOf(code)),
    })
    wire = own
    cancelTimer = clock.after(HANDSHAKE_MS, comeBack)
  }

  /** Lets go of the wire without a word. */
  function drop() {
    const old = wire
    wire = undefined
    old?.close()
    calls.reject(offline())
  }

  function comeBack(afterMs?: number) {
    cancelTimer()
    drop()
    attempt++
    become('waiting')
    cancelTimer = clock.after(afterMs ?? backoff(attempt, random), open)
  }

  function dropped(why: ByeReason | undefined, afterMs?: number) {
    reason = why
    if (why && isFinal(why)) {
      cancelTimer()
      drop()
      return become('closed')
    }
    if (why === 'resync') {
      cursor = undefined
      missed = true
      return comeBack(afterMs ?? 0)
    }
    comeBack(afterMs)
  }

  function hear(frame: Down) {
    lastHeard = clock.now()
    cancelTimer()
    cancelTimer = clock.after(LIMITS.deadMs, comeBack)
    switch (frame.t) {
      case 'welcome':
        return welcomed(frame)
      case 'event':
        return counted(frame)
      case 'ping':
        if (frame.n !== n) return comeBack()
        attempt = 0
        return say({ t: 'pong', n })
      case 'answer':
        return calls.answer(frame)
      case 'typing':
        return tell(listener => listener.typing?.(frame))
      case 'viewing':
        return tell(listener => listener.viewing?.(frame))
      case 'presence':
        return tell(listener => listener.presence?.(frame))
      case 'bye':
        return dropped(frame.reason, frame.retryAfterMs)
    }
  }

  function welcomed(frame: Frame<'welcome'>) {
    n = frame.n
    // The server is well and lets us in: it is the line that breaks, and whoever stays away for long seems gone.
    attempt = Math.min(attempt, 2)
    // Resuming, ours stays true until the first event after it; the server's may lie ahead of the refill.
    cursor ??= frame.cursor
    become('open')
    if (onScreen) say({ t: 'viewing', conversationId: onScreen })
    if (!missed) return
    missed = false
    tell(listener => listener.resync?.())
  }

  function counted(frame: Frame<'event'>) {
    if (frame.n !== n + 1) return comeBack()
    n = frame.n
    cursor = frame.cursor
    attempt = 0
    const event = { type: frame.type, data: frame.data } as EventOf<S>
    tell(listener => listener.event?.(event))
  }

  const page: PageEvents = {
    onReturn(online) {
      // What was begun on another network may hang.
      if ((status === 'waiting' && !hidden) || (status === 'connecting' && online)) open()
      else if (status === 'open' && clock.now() - lastHeard > LIMITS.deadMs) open()
    },
    onHide() {
      if (status !== 'connecting' && status !== 'open' && status !== 'waiting') return
      hidden = true
      cancelTimer()
      drop()
      become('waiting')
    },
    onShow() {
      if (!hidden) return
      hidden = false
      if (status === 'waiting') open()
    },
  }

  return {
    get status() {
      return status
    },
    get reason() {
      return reason
    },
    get transport() {
      return options.transport?.() ?? 'socket'
    },
    connect() {
      if (status === 'connecting' || status === 'open') return
      unwatch ??= watchPage(page)
      attempt = 0
      open()
    },
    close() {
      cancelTimer()
      unwatch?.()
      unwatch = undefined
      hidden = false
      cursor = undefined
      drop()
      become('idle')
    },
    typing(conversationId, preview) {
      if (status !== 'open' || !mayType(conversationId)) return
      // The last words, whole characters only.
      const words = preview === undefined ? undefined : [...preview].slice(-LIMITS.typingPreview).join('')
      say({ t: 'typing', conversationId, preview: words })
    },
    viewing(conversationId) {
      if (onScreen === conversationId) return
      onScreen = conversationId
      if (status === 'open') say({ t: 'viewing', conversationId })
    },
    call: (op, input) => (status === 'open' ? calls.call(op, input) : Promise.reject(offline())),
    listen,
  }
}
