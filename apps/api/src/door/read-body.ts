import { LIMITS } from '@halloo/protocol'
import { Refusal } from '../refusal.ts'

/** Reads a JSON body: bounded, valid UTF-8, and not deeper than any honest client sends. */
export async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type))
    throw new Refusal('unsupported_media_type')
  if (request.headers.has('content-encoding')) throw new Refusal('unsupported_media_type')
  return parseJson(await readBytes(request, maxBytes))
}

/** Reads at most so many bytes, whatever the header says. */
export async function readBytes(
  request: Request,
  maxBytes: number,
  tooLarge = () => new Refusal('payload_too_large'),
): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.length
    if (size > maxBytes) throw tooLarge()
    chunks.push(chunk)
  }
  const bytes = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Parses JSON text or bytes. `JSON.parse` itself would take any depth. */
export function parseJson(input: Uint8Array | string): unknown {
  let text: string
  try {
    text = typeof input === 'string' ? input : decoder.decode(input)
  } catch {
    throw new Refusal('invalid_encoding')
  }
  if (mayBeDeep(text) && depthOf(text) > LIMITS.jsonDepth)
    throw new Refusal('malformed_json', { detail: 'nested too deep' })
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal('malformed_json')
  }
}

/** Most texts open fewer brackets than may be nested, and need not be walked through. */
function mayBeDeep(text: string) {
  let opened = 0
  for (const bracket of ['{', '['])
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1))
      if (++opened > LIMITS.jsonDepth) return true
  return false
}

function depthOf(text: string) {
  let depth = 0
  let deepest = 0
  let inString = false
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (inString) {
      if (c === 92) i++
      else if (c === 34) inString = false
    } else if (c === 34) inString = true
    else if (c === 123 || c === 91) deepest = Math.max(deepest, ++depth)
    else if (c === 125 || c === 93) depth--
  }
  return deepest
}
