import { expect, test } from 'vitest'
import { callerOf } from '../testing/caller.ts'
import { givenHouse } from '../testing/house.ts'

// Houses that vouch for somebody are switched on by the environment, each by itself.

const house = givenHouse({
  SIGN_UP: 'closed',
  GITHUB_CLIENT_ID: 'github-client',
  GITHUB_CLIENT_SECRET: 'github-secret',
  SLACK_CLIENT_ID: 'slack-client',
  SLACK_CLIENT_SECRET: 'slack-secret',
})

const begin = async (provider: string) => {
  const answer = await fetch(`${house.server.url}/api/auth/sign-in/social`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: house.server.url },
    body: JSON.stringify({ provider, callbackURL: '/' }),
  })
  return { status: answer.status, body: (await answer.json()) as { url?: string } }
}

test('the sign-in page learns what is offered', async () => {
  const { body } = await callerOf(house, {}).call('GET /v1/sign-in-options')
  expect(body).toEqual({ signUp: false, providers: ['github', 'slack'] })
})

test.each([
  ['github', 'https://github.com', 'github-client'],
  ['slack', 'https://slack.com', 'slack-client'],
])('%s is asked for its word, and sends people back here', async (provider, origin, client) => {
  const { body } = await begin(provider)
  const url = new URL(body.url ?? '')
  expect(url.origin).toBe(origin)
  expect(url.searchParams.get('client_id')).toBe(client)
  expect(url.searchParams.get('redirect_uri')).toBe(`${house.server.url}/api/auth/callback/${provider}`)
  expect(body.url).not.toContain('secret')
})

test('one that is not switched on is not known', async () => {
  expect((await begin('google')).status).toBe(404)
})

test('nobody signs up where that is closed', async () => {
  const answer = await fetch(`${house.server.url}/api/auth/sign-up/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: house.server.url },
    body: JSON.stringify({ name: 'Anna', email: 'anna@people.test', password: 'long enough for it' }),
  })
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ detail: 'Signing up is closed here; ask for an invitation' })
})
