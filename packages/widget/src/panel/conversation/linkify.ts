export type Piece = string | { href: string; text: string }

const ADDRESS = /https?:\/\/[^\s<>"'`{}|\\^]+/gi

/** Cuts text where web addresses begin and end; nothing but http and https becomes a link. */
export function linkify(text: string): Piece[] {
  const pieces: Piece[] = []
  let done = 0
  for (const match of text.matchAll(ADDRESS)) {
    const address = trimmed(match[0])
    if (!URL.canParse(address)) continue
    if (match.index > done) pieces.push(text.slice(done, match.index))
    pieces.push({ href: new URL(address).href, text: address })
    done = match.index + address.length
  }
  if (done < text.length) pieces.push(text.slice(done))
  return pieces
}

/** A sentence's own marks, and a bracket that was opened before the address, are not part of it. */
function trimmed(address: string): string {
  const cut = address.replace(/[.,;:!?…»”’*_~]+$/u, '')
  const closes = cut.endsWith(')') && cut.split(')').length > cut.split('(').length
  const shorter = closes || cut.endsWith(']') ? cut.slice(0, -1) : cut
  return shorter === address ? address : trimmed(shorter)
}
