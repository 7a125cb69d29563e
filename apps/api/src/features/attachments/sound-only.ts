/** Whether a film has no picture: recorders put a voice note into the same container. */
export function isSoundOnly(bytes: Uint8Array, contentType: string): boolean {
  if (contentType === 'video/webm') return onlySound(webmTracks(bytes), 2, 1)
  if (contentType === 'video/mp4') return onlySound(mp4Tracks(bytes), 'soun', 'vide')
  return false
}

const onlySound = <T>(tracks: readonly T[], sound: T, picture: T) =>
  tracks.includes(sound) && !tracks.includes(picture)

// Matroska: https://www.rfc-editor.org/rfc/rfc9559. Containers are entered, all else is passed over.
const SEGMENT = 0x18538067
const TRACKS = 0x1654ae6b
const TRACK_ENTRY = 0xae
const TRACK_TYPE = 0x83
const CLUSTER = 0x1f43b675

/** Kinds of tracks by their number: 1 picture, 2 sound. Those behind the first sound or picture do not count. */
function webmTracks(bytes: Uint8Array): number[] {
  const found: number[] = []
  let at = 0
  while (at < bytes.length) {
    const id = number(bytes, at, true)
    const size = id && number(bytes, at + id.length, false)
    if (!id || !size || id.value === CLUSTER) break
    at += id.length + size.length
    if (id.value === TRACK_TYPE) found.push(bytes[at] ?? 0)
    if (id.value !== SEGMENT && id.value !== TRACKS && id.value !== TRACK_ENTRY) at += size.value
  }
  return found
}

/** A number that says its own length by the zeros it begins with; an id keeps that mark, a size does not. */
function number(bytes: Uint8Array, at: number, keepsMark: boolean) {
  const first = bytes[at]
  if (!first) return undefined
  const length = Math.clz32(first) - 23
  if (at + length > bytes.length) return undefined
  let value = keepsMark ? first : first & (0xff >> length)
  for (const byte of bytes.subarray(at + 1, at + length)) value = value * 256 + byte
  return { value, length }
}

const BOXES = ['moov', 'trak', 'mdia', 'hdlr']

/** Kinds of tracks by the name of their handler, which stands in `moov/trak/mdia/hdlr`. */
function mp4Tracks(bytes: Uint8Array, depth = 0, from = 0, to = bytes.length): string[] {
  const found: string[] = []
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const text = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4))
  for (let at = from; at + 8 <= to; ) {
    const size = view.getUint32(at)
    const kind = text(at + 4)
    // Larger than 4 GiB, or to the end of the file: nothing of interest lies behind.
    const end = size >= 8 ? Math.min(at + size, to) : to
    if (kind === BOXES[depth] && kind === 'hdlr') found.push(text(at + 16))
    else if (kind === BOXES[depth]) found.push(...mp4Tracks(bytes, depth + 1, at + 8, end))
    at = end
  }
  return found
}
