import type { FieldCode } from '@halloo/protocol'
import { Refusal } from '../refusal.ts'
import type { Upload } from './context.ts'
import { readForm } from './multipart.ts'
import { readBytes } from './read-body.ts'
import { pointerPart } from './validate.ts'

const ENVELOPE_BYTES = 16 * 1024
const MEBIBYTE = 1024 * 1024

/** Reads a form with exactly one file, named `file`. */
export async function readUpload(request: Request, maxBytes: number): Promise<Upload> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^multipart\/form-data\s*;/i.test(type) || request.headers.has('content-encoding'))
    throw new Refusal('unsupported_media_type')
  const tooLarge = () =>
    new Refusal('payload_too_large', { detail: `A file may have up to ${maxBytes / MEBIBYTE} MiB.` })
  const parts = readForm(await readBytes(request, maxBytes + ENVELOPE_BYTES, tooLarge), type)
  const files = parts.filter(part => part.name === 'file')
  const [file] = files
  const errors: { pointer: string; code: FieldCode }[] = parts
    .filter(part => part.name !== 'file')
    .map(part => ({ pointer: `/${pointerPart(part.name)}`, code: 'unknown_field' }))
  if (!file) errors.push({ pointer: '/file', code: 'required' })
  else if (file.fileName === undefined) errors.push({ pointer: '/file', code: 'expected_file' })
  if (!file || errors.length > 0) throw new Refusal('validation_failed', { errors })
  if (files.length > 1) throw new Refusal('too_many_files')
  if (file.bytes.length > maxBytes) throw tooLarge()
  return { fileName: file.fileName ?? '', declaredType: file.contentType, bytes: file.bytes }
}
