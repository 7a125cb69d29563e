import { z } from 'zod'

// The one place that reads the environment. A wrong value stops the start with one clear line.

const flag = z.enum(['0', '1']).transform(value => value === '1')
const secret = z.string().min(32, 'at least 32 characters')
const origin = z.url({ protocol: /^https?$/ }).transform(value => new URL(value).origin)
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess(value => (value === '' ? undefined : value), schema.optional())

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  HOST: z.string().default('127.0.0.1'),
  DATABASE_URL: optional(z.string().regex(/^postgres(ql)?:\/\//, 'starts with postgres://')),
  DATABASE_APP_URL: optional(z.string().regex(/^postgres(ql)?:\/\//, 'starts with postgres://')),
  DATABASE_AUTH_URL: optional(z.string().regex(/^postgres(ql)?:\/\//, 'starts with postgres://')),
  DATABASE_WRITER_URL: optional(z.string().regex(/^postgres(ql)?:\/\//, 'starts with postgres://')),
  DATABASE_JOBS_URL: optional(z.string().regex(/^postgres(ql)?:\/\//, 'starts with postgres://')),
  PUBLIC_URL: optional(origin),
  FILES_URL: optional(origin),
  AUTH_SECRET: optional(secret),
  ENCRYPTION_KEY: optional(secret),
  FORMER_ENCRYPTION_KEY: optional(secret),
  REDIS_URL: optional(z.string().regex(/^rediss?:\/\//, 'starts with redis:// or rediss://')),
  ROLE: z.enum(['all', 'web', 'worker']).default('all'),
  EVENT_LOG_DAYS: z.coerce.number().int().min(1).max(3650).default(7),
  STORAGE_URL: optional(z.string().regex(/^file:/, 'starts with file:')),
  SMTP_URL: optional(z.string().regex(/^smtps?:\/\//, 'starts with smtp:// or smtps://')),
  MAIL_FROM: z.string().default('Halloo <halloo@localhost>'),
  ANSWER_MAIL_SECONDS: z.coerce.number().int().min(0).max(86_400).default(120),
  TRUSTED_PROXIES: optional(z.string()).transform(
    value => new Set(value?.split(',').map(part => part.trim()) ?? []),
  ),
  SIGN_UP: z.enum(['open', 'first', 'closed']).default('first'),
  DEMO: optional(flag),
  DRAIN_SECONDS: z.coerce.number().min(0).max(25).default(10),
  RATE_LIMITS: z.enum(['on', 'off']).default('on'),
  METRICS_TOKEN: optional(z.string().min(16, 'at least 16 characters')),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn'),
  HALLOO_DATA: optional(z.string()),
  GOOGLE_CLIENT_ID: optional(z.string()),
  GOOGLE_CLIENT_SECRET: optional(z.string()),
  GITHUB_CLIENT_ID: optional(z.string()),
  GITHUB_CLIENT_SECRET: optional(z.string()),
  SLACK_CLIENT_ID: optional(z.string()),
  SLACK_CLIENT_SECRET: optional(z.string()),
})
export type Env = z.infer<typeof schema>

/** Thrown for a setting that cannot be used; its message is the one line to print. */
export class SettingError extends Error {}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1'])
export const isLoopback = (host: string) => LOOPBACK.has(host)

/** Reads and checks the environment. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const parsed = schema.safeParse(source)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new SettingError(`${issue?.path.join('.')}: ${issue?.message}`)
  }
  const env = parsed.data
  if (env.RATE_LIMITS === 'off' && !isLoopback(env.HOST))
    throw new SettingError('RATE_LIMITS: off only where HOST is a loopback address')
  if (env.DEMO && (env.DATABASE_URL || !isLoopback(env.HOST)))
    throw new SettingError('DEMO: 1 only with the embedded database on a loopback address')
  const logins = [env.DATABASE_APP_URL, env.DATABASE_AUTH_URL, env.DATABASE_WRITER_URL, env.DATABASE_JOBS_URL]
  if (logins.some(Boolean) && !logins.every(Boolean))
    throw new SettingError(
      'DATABASE_APP_URL, DATABASE_AUTH_URL, DATABASE_WRITER_URL and DATABASE_JOBS_URL are given together or not at all',
    )
  for (const provider of ['GOOGLE', 'GITHUB', 'SLACK'] as const) {
    if (Boolean(env[`${provider}_CLIENT_ID`]) !== Boolean(env[`${provider}_CLIENT_SECRET`]))
      throw new SettingError(
        `${provider}_CLIENT_ID and ${provider}_CLIENT_SECRET are given together or not at all`,
      )
  }
  return env
}
