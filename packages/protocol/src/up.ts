import { z } from 'zod'
import { call } from './frames/call.ts'
import { hello } from './frames/hello.ts'
import { pong } from './frames/ping.ts'
import { typingUp } from './frames/typing.ts'
import { viewingUp } from './frames/viewing.ts'

/** Everything that a client may say. */
export const up = z.discriminatedUnion('t', [hello, call, typingUp, viewingUp, pong])
export type Up = z.infer<typeof up>
export const UP_TYPES: readonly string[] = up.options.map(option => option.shape.t.value)
