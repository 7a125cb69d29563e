import type { Attachment } from '@halloo/protocol'
import type { Caller } from './caller.ts'

type Uploader = Caller & { baseUrl: string }

/** Uploads a file in the field `file`. */
export async function uploadFile(
  of: Uploader,
  path: '/v1/attachments' | '/v1/widget/attachments',
  bytes: Buffer<ArrayBuffer>,
  name: string,
) {
  const form = new FormData()
  form.append('file', new Blob([bytes]), name)
  const response = await fetch(of.baseUrl + path, { method: 'POST', headers: of.headers, body: form })
  return { status: response.status, body: (await response.json()) as Attachment }
}
