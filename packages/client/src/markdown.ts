/** A text as it is drawn: words, and a few kinds of nodes. Never HTML. */
export type Piece = string | { tag: Tag; pieces: Piece[]; href?: string }
type Tag = 'b' | 'i' | 'code' | 'pre' | 'ul' | 'ol' | 'li' | 'a'

const FENCE = /^```/
const ITEM = /^\s{0,3}(?:([-*•])|\d{1,9}[.)])\s+(?=\S)/

/**
 * Reads bold, italic, code, lists and links; whatever else stands there is words. Takes time in proportion to
 * the text, however it is nested.
 * @example markdown('**No** frost') // [{ tag: 'b', pieces: ['No'] }, ' frost']
 */
export function markdown(text: string): Piece[] {
  const pieces: Piece[] = []
  const lines = text.split('\n')
  let words: string[] = []
  const flush = () => {
    if (words.length) pieces.push(...inline(words.join('\n')))
    words = []
  }
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    const tag = tagOf(line)
    const end = FENCE.test(line) ? lines.findIndex((one, n) => n > at && FENCE.test(one)) : -1
    if (end > at) {
      flush()
      pieces.push({ tag: 'pre', pieces: [lines.slice(at + 1, end).join('\n')] })
      at = end
    } else if (tag) {
      flush()
      const items: Piece[] = []
      for (; tagOf(lines[at]) === tag; at++)
        items.push({ tag: 'li', pieces: inline(lines[at]?.replace(ITEM, '') ?? '') })
      at--
      pieces.push({ tag, pieces: items })
    } else words.push(line)
    // A fence that is never closed makes no other one look for its end.
    if (FENCE.test(line) && end < 0)
      return [...pieces, ...inline(words.concat(lines.slice(at + 1)).join('\n'))]
  }
  flush()
  return pieces
}

function tagOf(line = ''): 'ul' | 'ol' | undefined {
  const found = ITEM.exec(line)
  return found ? (found[1] ? 'ul' : 'ol') : undefined
}

const TOKEN =
  /`([^`\n]+)`|\[([^\][\n]+)\]\(([^\s()<>]+)\)|https?:\/\/[^\s<>"'`{}|\\^]+|(?<![\p{L}\p{N}])(?:\*\*?|__?)(?=\S)|(?<=\S)(?:\*\*?|__?)(?![\p{L}\p{N}])/giu

interface Frame {
  mark: string
  pieces: Piece[]
}

function inline(text: string): Piece[] {
  const frames: Frame[] = [{ mark: '', pieces: [] }]
  const put = (...pieces: Piece[]) => frames.at(-1)?.pieces.push(...pieces)
  let done = 0
  for (const match of text.matchAll(TOKEN)) {
    const [token, code, label, target] = match
    if (match.index > done) put(text.slice(done, match.index))
    done = match.index + token.length
    if (code !== undefined) put({ tag: 'code', pieces: [code] })
    else if (label !== undefined) put(linkOf(target ?? '', label) ?? token)
    else if (/^[*_]/.test(token)) mark(frames, token, text, match.index)
    else {
      const address = withoutTail(token)
      put(linkOf(address, address) ?? address)
      done = match.index + address.length
    }
  }
  if (done < text.length) put(text.slice(done))
  while (frames.length > 1) open(frames)
  return frames[0]?.pieces ?? []
}

/** A mark closes what the same mark opened; else it opens, once at a time for each, so that depth has an end. */
function mark(frames: Frame[], token: string, text: string, at: number) {
  const opened = frames.some(frame => frame.mark === token)
  const closes = /\S/.test(text[at - 1] ?? ' ')
  if (opened && closes) {
    while (frames.at(-1)?.mark !== token) open(frames)
    const { pieces } = frames.pop() ?? { pieces: [] }
    frames.at(-1)?.pieces.push(pieces.length ? { tag: token.length > 1 ? 'b' : 'i', pieces } : token + token)
  } else if (!opened && /\S/.test(text[at + token.length] ?? ' ')) frames.push({ mark: token, pieces: [] })
  else frames.at(-1)?.pieces.push(token)
}

/** What was opened and never closed is words. */
function open(frames: Frame[]) {
  const { mark, pieces } = frames.pop() ?? { mark: '', pieces: [] }
  frames.at(-1)?.pieces.push(mark, ...pieces)
}

/** Only to websites, and to none that hides behind another's name. */
function linkOf(address: string, text: string): Piece | undefined {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return undefined
  const { href, username, password } = new URL(address)
  return username || password ? undefined : { tag: 'a', href, pieces: [text] }
}

/** A sentence's own marks, and a bracket that was opened before the address, are not part of it. */
function withoutTail(address: string): string {
  let depth = 0
  for (const letter of address) depth += letter === '(' ? 1 : letter === ')' ? -1 : 0
  let end = address.length
  for (; end > 0; end--) {
    const last = address[end - 1] ?? ''
    if (last === ')' && depth < 0) depth++
    else if (!/[.,;:!?…»”’*_~\]]/.test(last)) break
  }
  return address.slice(0, end)
}
