import { createHash } from 'node:crypto'

/** Tells installations apart on one Redis: by their secret, and by their database where they share the secret. */
export const scopeOf = (secret: string, databaseUrl: string) =>
  `halloo:${createHash('sha256')
    .update(`bus\0${secret}\0${new URL(databaseUrl).pathname}`)
    .digest('base64url')
    .slice(0, 16)}`
