import type { Server } from 'node:http'
import { type ServerType, serve } from '@hono/node-server'
import { refuseUnreadable } from './door/raw-answer.ts'

/** Opens the one port, with a bound on everything that a stranger may send or take their time with. */
export async function listen(
  answer: (request: Request) => Response | Promise<Response>,
  hostname: string,
  port: number,
): Promise<Server> {
  const server = await new Promise<Server>(resolve => {
    const made: ServerType = serve(
      {
        fetch: answer,
        port,
        hostname,
        serverOptions: {
          headersTimeout: 10_000,
          requestTimeout: 120_000,
          keepAliveTimeout: 5_000,
          maxHeaderSize: 16 * 1024,
        },
      },
      () => resolve(made as Server),
    )
  })
  server.maxHeadersCount = 100
  refuseUnreadable(server)
  return server
}
