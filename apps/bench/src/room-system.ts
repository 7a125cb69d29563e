import type { BenchDatabase } from './database.ts'
import { PAST } from './past.ts'
import { type ServerProcess, startServer } from './server-process.ts'
import type { Dialect, Seat, System } from './system.ts'

interface RoomServer {
  name: string
  program: string
  dialect: Dialect
  database: BenchDatabase
  seat(port: number, conversation: number): Seat
  /** The frame of a message. */
  message: string
}

/** A system of one server, where whoever is in a conversation's room hears it. */
export async function startRoomSystem(parts: RoomServer): Promise<System> {
  const { name, program, dialect, database, message } = parts
  const start = () => startServer({ program, ready: 'ready', env: { DATABASE_URL: database.url } })
  let server: ServerProcess = await start()
  const processes = { servers: [server.pid], databases: [database.pid] }
  const seat = (conversation: number) => parts.seat(server.port, conversation)
  const sender = (conversation: number) => ({ ...seat(conversation), message })
  return {
    name,
    processes,
    size: database.size,
    crowd: senders => ({ dialect, seats: each(senders, at => [sender(at), seat(at), seat(at)]).flat() }),
    resting: count => ({ dialect, seats: each(count, at => seat(at % PAST.conversations)) }),
    hall: hearers => ({ dialect, seats: [sender(0), ...each(hearers, () => seat(0))] }),
    async restart() {
      await server.stop()
      server = await start()
      processes.servers = [server.pid]
    },
    async stop() {
      await server.stop()
      await database.stop()
    },
  }
}

export const each = <T>(count: number, make: (at: number) => T) =>
  Array.from({ length: count }, (_, at) => make(at))
