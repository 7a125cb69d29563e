import { LIMITS } from '@halloo/protocol'
import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'
import type { Upload } from '../../door/context.ts'
import { Refusal } from '../../refusal.ts'
import { isSoundOnly } from './sound-only.ts'

export interface Detected {
  contentType: string
  kind: 'image' | 'audio' | 'video' | 'file'
  width: number | null
  height: number | null
  /** How a camera was held, as EXIF numbers it; 1 is upright. */
  orientation: number
  /** More than one where it moves. */
  frames: number
  /** Endings that say what the file is; the first is the usual one. */
  endings: readonly string[]
}

/** Types that are kept, with the endings that may name them. What a browser would run is not among them. */
const ALLOWED: Record<string, readonly string[]> = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg', 'jpe', 'jfif'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'image/heic': ['heic', 'heif'],
  'audio/mpeg': ['mp3'],
  'audio/ogg': ['ogg', 'oga', 'opus'],
  'audio/wav': ['wav'],
  'audio/x-m4a': ['m4a'],
  'audio/webm': ['webm'],
  'audio/mp4': ['m4a', 'mp4'],
  'video/mp4': ['mp4', 'm4v'],
  'video/webm': ['webm'],
  'video/quicktime': ['mov'],
  'application/pdf': ['pdf'],
  'application/zip': ['zip'],
  'application/gzip': ['gz', 'tgz'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
  'application/vnd.oasis.opendocument.text': ['odt'],
  'application/vnd.oasis.opendocument.spreadsheet': ['ods'],
  'text/plain': ['txt', 'log', 'md', 'csv', 'json'],
}

/** Types that many things are made of: here the name must say that it is nothing else. */
const NAMED = new Set(['text/plain', 'application/zip', 'application/gzip'])

/** Says what a file is by its content; what the sender calls it can only speak against it. */
export async function detect({ bytes, fileName, declaredType = '' }: Upload): Promise<Detected> {
  if (bytes.length === 0) throw new Refusal('file_empty')
  const container = (await fileTypeFromBuffer(bytes))?.mime ?? (isPlainText(bytes) ? 'text/plain' : undefined)
  const found = container && isSoundOnly(bytes, container) ? container.replace('video/', 'audio/') : container
  const declared = declaredType.split(';')[0]?.trim().toLowerCase() ?? ''
  if (declared.startsWith('image/') && ALLOWED[declared] && !found?.startsWith('image/'))
    throw new Refusal('file_content_mismatch')
  const endings = found && ALLOWED[found]
  if (!found || !endings) throw new Refusal('file_type_not_allowed')
  const ending = /\.([^.]+?)[.\s]*$/.exec(fileName.toLowerCase())?.[1]
  if (NAMED.has(found) && ending && !endings.includes(ending))
    throw new Refusal(knownEnding(ending) ? 'file_content_mismatch' : 'file_type_not_allowed')
  if (found === 'text/plain' && !isReadable(declaredType)) throw new Refusal('file_type_not_allowed')
  const kind = found.startsWith('image/')
    ? 'image'
    : found.startsWith('audio/')
      ? 'audio'
      : found.startsWith('video/')
        ? 'video'
        : 'file'
  return {
    contentType: found,
    kind,
    endings,
    ...(kind === 'image' ? await measure(bytes) : { width: null, height: null, orientation: 1, frames: 1 }),
  }
}

/** Text in another character set may be markup to whoever reads it in that set. */
const isReadable = (declaredType: string) =>
  /^(utf-?8|us-ascii|)$/i.test(/;\s*charset="?([^";\s]*)/i.exec(declaredType)?.[1] ?? '')

const knownEnding = (ending: string) => Object.values(ALLOWED).some(endings => endings.includes(ending))

/** Reads the header alone: a small file may claim a picture that would fill the memory. */
async function measure(bytes: Uint8Array) {
  const {
    width,
    height,
    pages = 1,
    orientation = 1,
  } = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => {
      throw new Refusal('file_content_mismatch')
    })
  if (!width || !height) throw new Refusal('file_content_mismatch')
  if (width * height > LIMITS.imagePixels || pages > 200) throw new Refusal('image_too_large')
  return { width, height, orientation, frames: pages }
}

/** UTF-8 without control characters, and nothing that looks like markup to a careless reader. */
function isPlainText(bytes: Uint8Array) {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return !hasControls(text) && !/<(?:!doctype|html|script|svg|\?xml|iframe|body|head)/i.test(text)
  } catch {
    return false
  }
}

/** Anything below the space that is not a tab, a line break or a form feed. */
const hasControls = (text: string) => [...text].some(c => c < ' ' && !'\t\n\v\f\r'.includes(c))
