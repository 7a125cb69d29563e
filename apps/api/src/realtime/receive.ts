import type { Up } from '@halloo/protocol'
import { nanoid } from 'nanoid'
import { Refusal, toProblem } from '../refusal.ts'
import { takeFrame } from './budget.ts'
import { answerCall, readFrame } from './frames.ts'
import type { GatewayParts } from './gateway.ts'
import type { Session } from './session.ts'
import { sayBye } from './socket-connection.ts'

type Call = Extract<Up, { t: 'call' }>

/** Calls of one socket, and of all together, that may be under way. */
const CALLS_OF_SOCKET = 32
const CALLS = 5_000

/** Takes the frames of sockets, and answers them. */
export function createReceiver(
  parts: GatewayParts,
  hello: (session: Session, frame: Extract<Up, { t: 'hello' }>) => Promise<void>,
) {
  let running = 0

  const refuse = (session: Session, id: string | null, refusal: Refusal) => {
    const body = toProblem(refusal, nanoid(16))
    const answer = { t: 'answer' as const, id, status: body.status, body }
    if (session.connection) session.connection.send(answer)
    else session.ws.send(JSON.stringify(answer))
  }

  const failed = (session: Session, error: unknown) => {
    if (error instanceof Refusal) return
    parts.log.error({ side: session.handshake.side, reason: reasonOf(error) }, 'a frame failed')
  }

  const call = (session: Session, frame: Call) => {
    const { connection } = session
    if (!connection) return
    if (session.isLeaving)
      return refuse(session, frame.id, new Refusal('unavailable', { retryAfterMs: 1000 }))
    if (session.running >= CALLS_OF_SOCKET || running >= CALLS)
      return refuse(session, frame.id, new Refusal('busy', { retryAfterMs: 1000 }))
    session.running++
    running++
    const { address, origin } = session.handshake
    const over = () => {
      session.running--
      running--
      session.answered()
    }
    answerCall(parts.door, connection, frame, { address, origin, requestId: nanoid(16) }).then(
      over,
      error => {
        failed(session, error)
        over()
      },
    )
  }

  /** Who sends too many is told when to go on, and who does not listen is let go. */
  const isOver = (session: Session, frame: Up): boolean => {
    if (!parts.isLimited) return false
    const retryAfterMs = takeFrame(session.budget, parts.now())
    if (retryAfterMs === 0) return false
    if (retryAfterMs === undefined) sayBye(session.ws, session.socket, 'rate_limited', 10_000)
    else if (frame.t === 'call') refuse(session, frame.id, new Refusal('rate_limited', { retryAfterMs }))
    return true
  }

  return (session: Session, text: string) => {
    let frame: Up
    try {
      frame = readFrame(text)
    } catch (error) {
      if (!(error instanceof Refusal)) return failed(session, error)
      if (!isOver(session, { t: 'pong', n: 0 })) refuse(session, null, error)
      return
    }
    if (isOver(session, frame)) return
    const { connection } = session
    if (!connection) {
      if (frame.t !== 'hello' || session.isJoining) return session.ws.close(1002, 'hello first')
      session.isJoining = true
      return void hello(session, frame).catch(error => {
        failed(session, error)
        session.ws.close(1011)
      })
    }
    if (frame.t === 'call') return call(session, frame)
    if (frame.t === 'hello') return connection.bye('protocol')
    if (frame.t === 'typing')
      void parts.soft
        .typing(connection, frame.conversationId, frame.preview)
        .catch(error => failed(session, error))
    else if (frame.t === 'viewing' && session.handshake.side === 'member')
      void parts.soft.viewing(connection, frame.conversationId).catch(error => failed(session, error))
  }
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : 'unknown')
