import type { Operation } from '@halloo/protocol'
import type { Caller } from '../testing/caller.ts'
import { uploadFile } from '../testing/upload.ts'
import type { Sample } from './samples.ts'

export interface Reply {
  status: number
  body: unknown
}

/** Sends a sample as somebody, whatever comes of it. */
export async function send(as: Caller, op: Operation, { instead, ...input }: Sample): Promise<Reply> {
  if (instead && 'token' in as) return instead.raw(op, input)
  if (input.file) return uploadFile(as, op.split(' ')[1] as '/v1/attachments', input.file, 'dot.png')
  return as.raw(op, input)
}
