import { expect } from 'vitest'
import type { Stage } from './stage.ts'
import type { Reply } from './wire.ts'

// What holds after every case, whatever it was.

const STACK = /\bat [\w.<>]+ \(|node_modules|\/apps\/api\/|\.ts:\d+/
const SQL = /syntax error at|relation "|violates|drizzle|PostgresError|select .+ from .+ where/i
/** 503 and 507 are planned: the house says so itself. */
const PLANNED = [503, 507]

/** An answer is calm: no fault of ours, no stack, no SQL, and a refusal is problem+json. */
export function expectCalm(reply: Reply) {
  if (reply.status >= 500) expect(PLANNED, `an answer ${reply.status}: ${reply.text}`).toContain(reply.status)
  expect(reply.text, 'no stack trace in an answer').not.toMatch(STACK)
  if (reply.status >= 400) expect(reply.text, 'no SQL in an answer').not.toMatch(SQL)
  if (reply.status >= 400) expect(reply.headers['content-type']).toBe('application/problem+json')
}

/** A healthy request is answered as ever: nothing before it has hurt the house. */
export async function expectHealthy(stage: Stage) {
  const { visitor } = stage.visitors
  const [me, list] = [
    await visitor.call('GET /v1/widget/me'),
    await stage.members.agent.call('GET /v1/conversations'),
  ]
  expect([me.status, list.status]).toEqual([200, 200])
}

/** No credential and no text that somebody wrote stands in the logs. */
export function expectDiscreetLogs(stage: Stage) {
  const logs = stage.house.logs()
  for (const secret of stage.secrets)
    expect(logs.includes(secret), `a secret stands in the logs: ${secret.slice(0, 12)}…`).toBe(false)
}
