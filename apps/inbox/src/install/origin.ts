/** The origin of what somebody typed or pasted; https where they left it out. */
export function originOf(typed: string) {
  const text = typed.trim()
  const whole = /^https?:\/\//i.test(text) ? text : `https://${text}`
  if (!URL.canParse(whole)) return undefined
  const { origin, hostname } = new URL(whole)
  return hostname.includes('.') || hostname === 'localhost' ? origin : undefined
}
