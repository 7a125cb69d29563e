import pino from 'pino'

export type Logger = pino.Logger

// Ids and routes only; whatever could hold a text, an address of a person or a credential is cut out by name.
const REDACTED = [
  'token',
  'password',
  'secret',
  'key',
  'cookie',
  'authorization',
  'email',
  'phone',
  'content',
  'body',
  'query',
  'name',
].flatMap(name => [name, `*.${name}`, `*.*.${name}`])

/** Structured logs on stdout, one JSON object a line. */
export const createLogger = (level: string, destination?: pino.DestinationStream): Logger =>
  pino(
    {
      level,
      base: null,
      redact: { paths: REDACTED, censor: '[cut]' },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    destination,
  )
