/** The token that a mailed link carries behind its `#`; taken out of the address, which may be passed on. */
export function takeReturnToken(): string | undefined {
  const [, token] = /^#halloo=([\w.-]+)$/.exec(location.hash) ?? []
  if (token) history.replaceState(history.state, '', location.pathname + location.search)
  return token
}
