import { z } from 'zod'
import { bye } from './frames/bye.ts'
import { answer } from './frames/call.ts'
import { event } from './frames/event.ts'
import { welcome } from './frames/hello.ts'
import { ping } from './frames/ping.ts'
import { presence } from './frames/presence.ts'
import { typingDown } from './frames/typing.ts'
import { viewingDown } from './frames/viewing.ts'

/** Everything that the server says. */
export const down = z.discriminatedUnion('t', [
  welcome,
  event,
  answer,
  typingDown,
  viewingDown,
  presence,
  ping,
  bye,
])
export type Down = z.infer<typeof down>
