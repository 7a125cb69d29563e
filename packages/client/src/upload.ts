import type { Attachment } from '@halloo/protocol'
import { offline, refusalOf } from './refusal.ts'
import { headersOf, type RequestOptions } from './request.ts'

export type UploadOperation = 'POST /v1/attachments' | 'POST /v1/widget/attachments'

export interface Upload {
  op: UploadOperation
  file: Blob
  fileName: string
  onProgress?: ((ratio: number) => void) | undefined
  signal?: AbortSignal | undefined
}

/** Sends one file; tells of progress where the runtime can. */
export const upload = (options: RequestOptions, what: Upload): Promise<Attachment> =>
  typeof XMLHttpRequest === 'undefined' || options.fetch ? byFetch(options, what) : byXhr(options, what)

const addressOf = (options: RequestOptions, what: Upload) => options.url + what.op.slice('POST '.length)

function formOf(what: Upload) {
  const form = new FormData()
  form.set('file', what.file, what.fileName)
  return form
}

async function byFetch(options: RequestOptions, what: Upload) {
  const response = await (options.fetch ?? fetch)(addressOf(options, what), {
    method: 'POST',
    credentials: options.token ? 'omit' : 'same-origin',
    headers: headersOf(options, {}),
    body: formOf(what),
    ...(what.signal ? { signal: what.signal } : {}),
  }).catch(() => {
    throw offline()
  })
  const answer: unknown = await response.json().catch(() => undefined)
  if (!response.ok) throw refusalOf(response.status, answer)
  what.onProgress?.(1)
  return answer as Attachment
}

function byXhr(options: RequestOptions, what: Upload) {
  return new Promise<Attachment>((resolve, reject) => {
    const xhr = new XMLHttpRequest()
    xhr.open('POST', addressOf(options, what))
    for (const [name, value] of Object.entries(headersOf(options, {}))) xhr.setRequestHeader(name, value)
    xhr.responseType = 'json'
    xhr.upload.onprogress = event => event.lengthComputable && what.onProgress?.(event.loaded / event.total)
    xhr.onload = () =>
      xhr.status < 300 ? resolve(xhr.response as Attachment) : reject(refusalOf(xhr.status, xhr.response))
    xhr.onerror = xhr.onabort = () => reject(offline())
    what.signal?.addEventListener('abort', () => xhr.abort(), { once: true })
    xhr.send(formOf(what))
  })
}
