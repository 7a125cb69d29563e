import { Refusal } from '../refusal.ts'

/** One part of a form: a field, or a file if it has a file name. */
export interface Part {
  name: string
  fileName: string | undefined
  /** What the sender says that it is; believed by nobody. */
  contentType: string | undefined
  bytes: Uint8Array<ArrayBuffer>
}

const MOST_PARTS = 100
const MOST_HEADER_BYTES = 16 * 1024
// What browsers and honest clients write into a part; anything else was put there by somebody.
const HEADERS = new Set(['content-disposition', 'content-type', 'content-length'])

const malformed = (detail: string) => new Refusal('malformed_multipart', { detail })

/**
 * Takes a form apart, with limits on what every part may be. https://www.rfc-editor.org/rfc/rfc7578
 * @throws Refusal `malformed_multipart`, or `payload_too_large` for a form of too many parts
 */
export function readForm(bytes: Uint8Array<ArrayBuffer>, contentType: string): Part[] {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType) ?? []
  const boundary = quoted ?? plain
  if (!boundary) throw malformed('no boundary')
  const form = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const opening = Buffer.from(`--${boundary}`)
  const delimiter = Buffer.from(`\r\n--${boundary}`)
  if (!form.subarray(0, opening.length).equals(opening)) throw malformed('does not begin with the boundary')
  const parts: Part[] = []
  for (let at = opening.length; ; ) {
    const mark = form.subarray(at, at + 2).toString('latin1')
    if (mark === '--') return parts
    if (mark !== '\r\n') throw malformed('the boundary is not closed')
    if (parts.length === MOST_PARTS) throw new Refusal('payload_too_large')
    const body = form.indexOf('\r\n\r\n', at)
    if (body < 0 || body - at > MOST_HEADER_BYTES) throw malformed('the headers of a part do not end')
    const end = form.indexOf(delimiter, body + 4)
    if (end < 0) throw malformed('the boundary is not closed')
    const header = form.subarray(at + 2, body).toString('utf8')
    parts.push({ ...readHeader(header), bytes: new Uint8Array(form.subarray(body + 4, end)) })
    at = end + delimiter.length
  }
}

function readHeader(text: string): Omit<Part, 'bytes'> {
  const headers = new Map<string, string>()
  for (const line of text.split('\r\n')) {
    const [, name = '', value = ''] = /^([A-Za-z-]+):[ \t]*(.*)$/.exec(line) ?? []
    const key = name.toLowerCase()
    if (!HEADERS.has(key) || headers.has(key))
      throw malformed('a part has a header that does not belong there')
    headers.set(key, value.trim())
  }
  const disposition = headers.get('content-disposition') ?? ''
  const [, name, fileName] = DISPOSITION.exec(disposition) ?? []
  if (name === undefined) throw malformed('a part has no name')
  return {
    name: unquoted(name),
    fileName: fileName === undefined ? undefined : unquoted(fileName),
    contentType: headers.get('content-type'),
  }
}

const DISPOSITION = /^form-data\s*;\s*name="((?:[^"\\]|\\.)*)"(?:\s*;\s*filename="((?:[^"\\]|\\.)*)")?\s*$/i

/** Browsers write quotes and line breaks in names as %22, %0D and %0A, other clients a quote as \". */
const unquoted = (text: string) =>
  text
    .replace(/%(22|0D|0A)/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll('\\"', '"')
