export interface ScriptTag {
  src: string
  nonce: string | undefined
  integrity: string | undefined
}

// Scripts that a page builds later are not seen: the widget's own doctor, in the page, sees them.
const TAG = /<(script|meta)\b([^>]{0,4000})>/gi
const ATTRIBUTE = /([a-z][\w-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi

/** The tags of this widget key, and the policies that the page itself declares. */
export function readHtml(html: string, key: string) {
  const [tags, policies]: [ScriptTag[], string[]] = [[], []]
  for (const [, name = '', text = ''] of withoutComments(html).matchAll(TAG)) {
    const attributes = attributesOf(text)
    const of = (attribute: string) => attributes.get(attribute)
    if (name.toLowerCase() === 'meta') {
      if (of('http-equiv')?.toLowerCase() === 'content-security-policy') policies.push(of('content') ?? '')
    } else if (
      of('src')?.includes(`/widget/${key}.js`) ||
      (of('data-key') === key && of('src')?.includes('/widget/v/'))
    )
      tags.push({ src: of('src') ?? '', nonce: of('nonce'), integrity: of('integrity') })
  }
  return { tags, policies }
}

/** By positions, for an expression would be slow on a page made to be slow. */
function withoutComments(html: string) {
  let text = ''
  for (let at = 0; ; ) {
    const begin = html.indexOf('<!--', at)
    if (begin < 0) return text + html.slice(at)
    text += html.slice(at, begin)
    const end = html.indexOf('-->', begin + 4)
    if (end < 0) return text
    at = end + 3
  }
}

const attributesOf = (text: string) =>
  new Map(
    [...text.matchAll(ATTRIBUTE)].map(([, name = '', double, single, bare]) => [
      name.toLowerCase(),
      unescaped(double ?? single ?? bare ?? ''),
    ]),
  )

const unescaped = (value: string) =>
  value.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')
