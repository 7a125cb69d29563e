import { parsePhoneNumberFromString } from 'libphonenumber-js'
import { Refusal } from '../../refusal.ts'

/**
 * A number as E.164, however it was written: `49` and `0151 12345678` are `+4915112345678`.
 * @throws Refusal `validation_failed`
 */
export function readPhone(countryCode: string, phone: string): string {
  const callingCode = countryCode.replace('+', '')
  const parsed = parse(phone, callingCode)
  if (!parsed?.isPossible() || parsed.countryCallingCode !== callingCode || parsed.ext)
    throw new Refusal('validation_failed', { errors: [{ pointer: '/phone', code: 'invalid_phone' }] })
  return parsed.number
}

/** The library throws at a country code that nobody has. */
function parse(phone: string, defaultCallingCode: string) {
  try {
    return parsePhoneNumberFromString(phone, { defaultCallingCode })
  } catch {
    return undefined
  }
}
