/** What an organization says about where its widget may be. */
export interface Places {
  chatDomain: string | null
  chatAllowedDomains: string[]
}

/**
 * Whether the widget is allowed on a site: on the organization's domain, on our own address, and on every
 * listed origin, each compared whole. No `Origin` at all is no browser, and judged by its key alone.
 */
export function isAllowedOrigin(origin: string | null, places: Places, own: string): boolean {
  if (origin === null || origin === own) return true
  const { chatDomain } = places
  if (chatDomain && (origin === `https://${chatDomain}` || origin === `https://www.${chatDomain}`))
    return true
  return places.chatAllowedDomains.includes(origin)
}
