import type { Answer, Contract, Operation } from '@halloo/protocol'
import { offline, refusalOf } from './refusal.ts'
import { headersOf, type RequestOptions } from './request.ts'

/** Operations that take a file. */
export type UploadOperation = {
  [K in Operation]: Contract[K] extends { bodyType: 'multipart' } ? K : never
}[Operation]

export interface Upload<K extends UploadOperation> {
  op: K
  file: Blob
  fileName: string
  onProgress?: ((ratio: number) => void) | undefined
  signal?: AbortSignal | undefined
}

/** Sends one file; tells of progress where the runtime can. */
export const upload = <K extends UploadOperation>(
  options: RequestOptions,
  what: Upload<K>,
): Promise<Answer<K>> =>
  typeof XMLHttpRequest === 'undefined' || options.fetch ? byFetch(options, what) : byXhr(options, what)

type Any = Upload<UploadOperation>
const addressOf = (options: RequestOptions, what: Any) => options.url + what.op.slice('POST '.length)

function formOf(what: Any) {
  const form = new FormData()
  form.set('file', what.file, what.fileName)
  return form
}

async function byFetch<K extends UploadOperation>(options: RequestOptions, what: Upload<K>) {
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
  return answer as Answer<K>
}

function byXhr<K extends UploadOperation>(options: RequestOptions, what: Upload<K>) {
  return new Promise<Answer<K>>((resolve, reject) => {
    const xhr = new XMLHttpRequest()
    xhr.open('POST', addressOf(options, what))
    for (const [name, value] of Object.entries(headersOf(options, {}))) xhr.setRequestHeader(name, value)
    xhr.responseType = 'json'
    xhr.upload.onprogress = event => event.lengthComputable && what.onProgress?.(event.loaded / event.total)
    xhr.onload = () =>
      xhr.status < 300 ? resolve(xhr.response as Answer<K>) : reject(refusalOf(xhr.status, xhr.response))
    xhr.onerror = xhr.onabort = () => reject(offline())
    what.signal?.addEventListener('abort', () => xhr.abort(), { once: true })
    xhr.send(formOf(what))
  })
}
