import { Refusal } from '../refusal.ts'
import type { Upload } from './context.ts'
import { readBytes } from './read-body.ts'

const ENVELOPE_BYTES = 16 * 1024

/** Reads a form with exactly one file, named `file`. */
export async function readUpload(request: Request, maxBytes: number): Promise<Upload> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^multipart\/form-data\s*;/i.test(type) || request.headers.has('content-encoding'))
    throw new Refusal('unsupported_media_type')
  const bytes = await readBytes(request, maxBytes + ENVELOPE_BYTES)
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData().catch(() => {
    throw new Refusal('malformed_multipart')
  })
  const unknown = [...form.keys()].filter(name => name !== 'file')
  if (unknown.length > 0)
    throw new Refusal('validation_failed', {
      errors: unknown.map(name => ({ pointer: `/${name}`, code: 'unknown_field' })),
    })
  const files = form.getAll('file')
  const [file] = files
  if (files.length > 1) throw new Refusal('too_many_files')
  if (!file) throw new Refusal('validation_failed', { errors: [{ pointer: '/file', code: 'required' }] })
  if (typeof file === 'string')
    throw new Refusal('validation_failed', { errors: [{ pointer: '/file', code: 'expected_file' }] })
  if (file.size > maxBytes) throw new Refusal('payload_too_large')
  return { fileName: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }
}
