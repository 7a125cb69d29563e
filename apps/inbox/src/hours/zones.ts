/** The time zones that the browser knows, and the one that is in use, whatever its name. */
export function zonesWith(used: string) {
  const names = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', used])
  return [...names].sort().map(value => ({ value, label: value.replaceAll('_', ' ') }))
}

/** @example placeName('America/New_York') // 'New York' */
export const placeName = (timeZone: string) => timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? timeZone
