const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-'

/**
 * An id made here, so that sending the same thing again is harmless.
 * @example newId('msg') // 'msg_V1StGXR8Z5jdHi6BmyT00'
 */
export function newId<Prefix extends string>(prefix: Prefix): `${Prefix}_${string}` {
  let id = ''
  for (const byte of crypto.getRandomValues(new Uint8Array(21))) id += ALPHABET[byte & 63]
  return `${prefix}_${id}`
}
