import { LIMITS } from '@halloo/protocol'

/**
 * A name to show and to save under: the last part of a path, on one line, in one direction, short enough
 * for every file system, and ending in what the file is.
 * @example safeName('../../invoice.png.exe', ['png']) // 'invoice.png.png'
 */
export function safeName(given: string, endings: readonly string[]): string {
  const last = given.split(/[\\/]/).at(-1) ?? ''
  const clean = last
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>:"|?*]/gu, '')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  const [, stem = clean, ending = ''] = /^(.+)\.([A-Za-z0-9]{1,10})$/.exec(clean) ?? []
  const right = endings.includes(ending.toLowerCase()) ? ending : (endings[0] ?? ending)
  return `${cut(stem, LIMITS.fileNameBytes - right.length - 1) || 'file'}.${right}`
}

/** As many whole characters as fit into so many bytes. */
function cut(text: string, bytes: number) {
  let size = 0
  let kept = ''
  for (const character of text) {
    size += Buffer.byteLength(character)
    if (size > bytes) break
    kept += character
  }
  return kept
}
