import { describe, expect, test } from 'vitest'
import { readEnv } from './env.ts'

describe('the environment', () => {
  test('may be empty', () => {
    expect(readEnv({})).toMatchObject({ PORT: 4000, HOST: '127.0.0.1', SIGN_UP: 'first', RATE_LIMITS: 'on' })
  })

  test('takes an empty value for none', () => {
    expect(readEnv({ SMTP_URL: '', PUBLIC_URL: '' })).toMatchObject({
      SMTP_URL: undefined,
      PUBLIC_URL: undefined,
    })
  })

  test.each([
    [{ PORT: '99999' }, 'PORT'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL'],
    [{ AUTH_SECRET: 'short' }, 'AUTH_SECRET'],
    [{ PUBLIC_URL: 'chat.example.com' }, 'PUBLIC_URL'],
    [{ SIGN_UP: 'maybe' }, 'SIGN_UP'],
    [{ RATE_LIMITS: 'off', HOST: '0.0.0.0' }, 'RATE_LIMITS'],
    [{ DEMO: '1', HOST: '0.0.0.0' }, 'DEMO'],
    [{ DEMO: '1', DATABASE_URL: 'postgres://x' }, 'DEMO'],
    [{ GITHUB_CLIENT_ID: 'x' }, 'GITHUB_CLIENT_ID'],
    [{ REDIS_URL: 'localhost:6379' }, 'REDIS_URL'],
    [{ ROLE: 'boss' }, 'ROLE'],
    [{ EVENT_LOG_DAYS: '0' }, 'EVENT_LOG_DAYS'],
    [{ DATABASE_APP_URL: 'postgres://x' }, 'DATABASE_APP_URL'],
  ])('is refused with the name of what is wrong: %j', (source, name) => {
    expect(() => readEnv(source)).toThrow(name)
  })
})
