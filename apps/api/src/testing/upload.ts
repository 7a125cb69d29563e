import type { Answer, Contract, Operation, Problem } from '@halloo/protocol'
import type { Caller } from './caller.ts'

type UploadOperation = {
  [K in Operation]: Contract[K] extends { bodyType: 'multipart' } ? K : never
}[Operation]
export type UploadPath = UploadOperation extends `POST ${infer P}` ? P : never
type Uploader = Caller & { baseUrl: string }

/** What came of it, or why nothing did. */
type Body<P extends UploadPath> = Answer<`POST ${P}`> & Partial<Pick<Problem, 'code' | 'detail'>>

/** Uploads a file in the field `file`. */
export async function uploadFile<P extends UploadPath = '/v1/attachments'>(
  of: Uploader,
  path: P,
  bytes: Buffer<ArrayBuffer>,
  name: string,
) {
  const form = new FormData()
  form.append('file', new Blob([bytes]), name)
  const response = await fetch(of.baseUrl + path, { method: 'POST', headers: of.headers, body: form })
  return { status: response.status, body: (await response.json()) as Body<P> }
}
