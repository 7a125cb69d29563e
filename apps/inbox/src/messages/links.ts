const URL_PATTERN = /https?:\/\/[^\s<>"]+/g
// A sentence may end right after an address.
const TRAILING = /[.,;:!?'"”)\]]+$/

/** A text cut into words and web addresses; nothing else becomes a link. */
export function linkParts(text: string): { text: string; url?: string }[] {
  const parts: { text: string; url?: string }[] = []
  let from = 0
  for (const match of text.matchAll(URL_PATTERN)) {
    const found = match[0].replace(TRAILING, '')
    if (!URL.canParse(found)) continue
    if (match.index > from) parts.push({ text: text.slice(from, match.index) })
    parts.push({ text: found, url: found })
    from = match.index + found.length
  }
  if (from < text.length) parts.push({ text: text.slice(from) })
  return parts
}
