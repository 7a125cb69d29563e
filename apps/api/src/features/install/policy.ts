// What a Content-Security-Policy lets through. https://www.w3.org/TR/CSP3/

export type Policy = Map<string, string[]>

/** Where each directive is looked for if it is not there itself: §6.8.1 and §6.8.3. */
const FALLBACKS: Record<string, string[]> = {
  'script-src-elem': ['script-src', 'default-src'],
  'connect-src': ['default-src'],
  'img-src': ['default-src'],
  'media-src': ['default-src'],
}

/** @example parsePolicy("default-src 'self'; img-src *") */
export function parsePolicy(text: string): Policy {
  const policy: Policy = new Map()
  for (const part of text.split(';')) {
    const [name, ...sources] = part.trim().split(/\s+/)
    // The first of two directives of one name holds.
    if (name && !policy.has(name.toLowerCase())) policy.set(name.toLowerCase(), sources)
  }
  return policy
}

/** The sources that decide on a directive; undefined where the policy does not speak of it. */
export const sourcesFor = (policy: Policy, directive: string) =>
  [directive, ...(FALLBACKS[directive] ?? [])].map(name => policy.get(name)).find(sources => sources)

export interface Asked {
  directive: string
  /** What would be fetched. */
  url: string
  /** Of the page that carries the policy. */
  page: string
  /** Of the script tag. */
  nonce?: string | undefined
  integrity?: string | undefined
}

export function isAllowed(policy: Policy, { directive, url, page, nonce, integrity }: Asked): boolean {
  const sources = sourcesFor(policy, directive)
  if (!sources) return true
  if (nonce && sources.includes(`'nonce-${nonce}'`)) return true
  if (integrity && sources.includes(`'${integrity}'`)) return true
  // §6.7.1.1: with it, hosts count for nothing.
  if (directive === 'script-src-elem' && sources.includes("'strict-dynamic'")) return false
  return sources.some(source => matches(source, new URL(url), new URL(page)))
}

/** §6.7.2.8, as far as a server's own address needs it: paths are not judged, for ours have several. */
function matches(source: string, url: URL, page: URL): boolean {
  if (source === '*') return /^(https?|wss?):$/.test(url.protocol) || url.protocol === page.protocol
  if (source.toLowerCase() === "'self'") return url.host === page.host && fits(page.protocol, url.protocol)
  if (/^[a-z][a-z0-9+.-]*:$/i.test(source)) return fits(source.toLowerCase(), url.protocol)
  const [, scheme, host = '', port] =
    /^(?:([a-z][a-z0-9+.-]*):\/\/)?([^/:]+|\[[^\]]+\])(?::(\d+|\*))?/i.exec(source) ?? []
  if (!host || source.startsWith("'")) return false
  if (!fits(`${scheme?.toLowerCase() ?? page.protocol.slice(0, -1)}:`, url.protocol)) return false
  const name = host.toLowerCase()
  const isHost = name.startsWith('*.') ? url.hostname.endsWith(name.slice(1)) : url.hostname === name
  return isHost && (port === '*' || (port ?? usual(url.protocol)) === (url.port || usual(url.protocol)))
}

/** §6.7.2.9: a scheme stands for its safer and its socket sister, too. */
const SISTERS: Record<string, string[]> = {
  'http:': ['http:', 'https:', 'ws:', 'wss:'],
  'https:': ['https:', 'wss:'],
  'ws:': ['ws:', 'wss:', 'http:', 'https:'],
  'wss:': ['wss:', 'https:'],
}
const fits = (source: string, scheme: string) => SISTERS[source]?.includes(scheme) ?? source === scheme

const usual = (protocol: string) => (/^(https|wss):$/.test(protocol) ? '443' : '80')
