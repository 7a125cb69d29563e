import { LIMITS } from '@halloo/protocol/constants'
import type { Profile } from '../halloo.ts'

type Attributes = NonNullable<Profile['attributes']>

/** What the page told of the visitor, as far as it can be sent. It may have told anything: the rest is named. */
export function profileOf(told: Profile): Profile {
  const profile: Profile = {}
  const ignored: string[] = []
  try {
    for (const [field, value] of Object.entries(told)) {
      if (field === 'attributes') {
        const attributes = attributesOf(value, ignored)
        if (Object.keys(attributes).length) profile.attributes = attributes
      } else if ((field === 'name' || field === 'email') && typeof value === 'string') profile[field] = value
      else ignored.push(field)
    }
  } catch (error) {
    ignored.push(String(error))
  }
  if (ignored[0]) console.warn(`Halloo: update() ignored ${ignored.join(', ').slice(0, 200)}`)
  return profile
}

function attributesOf(told: unknown, ignored: string[]): Attributes {
  const attributes: Attributes = {}
  for (const [name, value] of Object.entries(told ?? {})) {
    const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    if (isPlain && name !== '__proto__' && String(value).length <= LIMITS.metadataValueLength)
      attributes[name] = value
    else ignored.push(name)
  }
  return attributes
}
