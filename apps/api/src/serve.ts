import { callerAddress } from './address.ts'
import { type AppParts, createApp } from './app.ts'
import type { Limits } from './door/limits.ts'
import { listen } from './listen.ts'
import { createGateway } from './realtime/gateway.ts'
import type { Hub } from './realtime/hub.ts'
import type { SoftState } from './realtime/soft-state.ts'

export interface ServingParts extends AppParts {
  port: number
  hub: Hub
  soft: SoftState
  limits: Limits
}

/** Serves requests and sockets on one port; of a worker only its health. */
export async function startServing(parts: ServingParts) {
  const { env } = parts
  const server = await listen(createApp(parts).fetch, env.HOST, parts.port)
  const openGateway = () =>
    createGateway(server, {
      door: parts.door,
      hub: parts.hub,
      soft: parts.soft,
      limits: parts.limits,
      isLimited: env.RATE_LIMITS === 'on',
      guard: parts.guard,
      log: parts.log,
      metrics: parts.metrics,
      publicOrigin: parts.publicUrl,
      now: () => performance.now(),
      addressOf: request =>
        callerAddress(
          request.socket.remoteAddress,
          String(request.headers['x-forwarded-for'] ?? ''),
          env.TRUSTED_PROXIES,
        ),
      member: parts.member,
      visitor: parts.visitor,
    })
  return { server, gateway: env.ROLE === 'worker' ? undefined : openGateway() }
}
