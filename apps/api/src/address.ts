/**
 * The caller's address: the peer's own, unless the peer is a proxy that we trust, which puts the address
 * that it saw at the end of `X-Forwarded-For`.
 */
export function callerAddress(
  peer: string | undefined,
  forwardedFor: string | undefined,
  trusted: ReadonlySet<string>,
): string {
  const direct = (peer ?? '').replace(/^::ffff:/, '')
  if (!trusted.has(direct) || !forwardedFor) return direct
  const chain = forwardedFor.split(',').map(part => part.trim())
  for (let at = chain.pop(); at; at = chain.pop()) if (!trusted.has(at)) return at
  return direct
}
