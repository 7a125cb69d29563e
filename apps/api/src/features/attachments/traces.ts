import { Refusal } from '../../refusal.ts'

// Pictures carry notes of who took them, where, and with what. They stay with the sender.

type Bytes = Uint8Array<ArrayBuffer>

/** The same picture without its notes; a photograph stays turned as it was. */
export function withoutTraces(bytes: Bytes, contentType: string, orientation: number): Bytes {
  if (contentType === 'image/png') return join(pngParts(Buffer.from(bytes)))
  if (contentType === 'image/jpeg') return join(jpegParts(Buffer.from(bytes), orientation))
  if (contentType === 'image/webp') return join(webpParts(Buffer.from(bytes), orientation))
  return bytes
}

const join = (parts: Uint8Array[]): Bytes => new Uint8Array(Buffer.concat(parts))

const PNG_NOTES = new Set(['tEXt', 'iTXt', 'zTXt', 'eXIf', 'tIME'])

/** Chunk by chunk, up to the last: what hides behind it goes too. https://www.w3.org/TR/png-3/#5Chunk-layout */
function pngParts(png: Buffer): Uint8Array[] {
  const parts: Uint8Array[] = [png.subarray(0, 8)]
  for (let at = 8; at + 12 <= png.length; ) {
    const end = at + 12 + png.readUInt32BE(at)
    if (end > png.length) break
    const type = png.toString('latin1', at + 4, at + 8)
    if (!PNG_NOTES.has(type)) parts.push(png.subarray(at, end))
    if (type === 'IEND') return parts
    at = end
  }
  throw new Refusal('file_content_mismatch')
}

// EXIF and XMP, Photoshop's notes, comments. ICC profiles stay: they are colour.
const JPEG_NOTES = new Set([0xe1, 0xed, 0xfe])

/** Segment by segment, up to the picture itself. https://www.w3.org/Graphics/JPEG/itu-t81.pdf, annex B */
function jpegParts(jpeg: Buffer, orientation: number): Uint8Array[] {
  const parts: Uint8Array[] = [jpeg.subarray(0, 2), ...(orientation > 1 ? [turned(orientation)] : [])]
  for (let at = 2; at + 4 <= jpeg.length; ) {
    const marker = jpeg[at + 1] ?? 0
    const end = at + 2 + jpeg.readUInt16BE(at + 2)
    if (jpeg[at] !== 0xff || end > jpeg.length) break
    if (marker === 0xda) return [...parts, jpeg.subarray(at)]
    if (!JPEG_NOTES.has(marker)) parts.push(jpeg.subarray(at, end))
    at = end
  }
  throw new Refusal('file_content_mismatch')
}

const WEBP_NOTES = new Set(['EXIF', 'XMP '])

/** Chunk by chunk, as far as the file says that it goes. https://www.rfc-editor.org/rfc/rfc9649#section-2 */
function webpParts(webp: Buffer, orientation: number): Uint8Array[] {
  const parts: Uint8Array[] = []
  const last = Math.min(webp.length, 8 + webp.readUInt32LE(4))
  for (let at = 12; at + 8 <= last; ) {
    const size = webp.readUInt32LE(at + 4)
    const end = at + 8 + size + (size % 2)
    if (at + 8 + size > last) throw new Refusal('file_content_mismatch')
    const type = webp.toString('latin1', at, at + 4)
    const chunk = webp.subarray(at, Math.min(end, last))
    // The first chunk says which others there are: it keeps all flags but those of the notes.
    if (type === 'VP8X') chunk[8] = ((chunk[8] ?? 0) & ~0x0c) | (orientation > 1 ? 0x08 : 0)
    if (!WEBP_NOTES.has(type)) parts.push(chunk)
    at = end
  }
  if (orientation > 1) parts.push(exifChunk(turned(orientation).subarray(10)))
  const head = Buffer.from(webp.subarray(0, 12))
  head.writeUInt32LE(4 + parts.reduce((size, part) => size + part.length, 0), 4)
  return [head, ...parts]
}

/** Without the six bytes that a JPEG puts before it. */
function exifChunk(exif: Uint8Array) {
  const head = Buffer.from('EXIF\0\0\0\0')
  head.writeUInt32LE(exif.length, 4)
  return Buffer.concat([head, exif])
}

/** The smallest EXIF there is: one entry, how the camera was held. */
function turned(orientation: number): Uint8Array {
  const exif = Buffer.from('ffe1002245786966000049492a0008000000010012010300010000000000000000000000', 'hex')
  exif[28] = orientation
  return exif
}
