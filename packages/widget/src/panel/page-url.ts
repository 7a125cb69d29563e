/** An address without query and fragment, where secrets and names tend to stand. */
export function bareUrl(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined
  const { protocol, origin, pathname } = new URL(address)
  return /^https?:$/.test(protocol) && origin.length + pathname.length <= 2048 ? origin + pathname : undefined
}
