import { createHmac } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { callWidget, openHostPage } from './probes/host-page.ts'
import { ownSite } from './probes/own-site.ts'
import { composer, expectSent, launcher, openChat, panel, say } from './probes/visitor.ts'

// Visitors whom the page vouches for.

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A token as the customer's server makes it: RFC 7519, HS256. */
function signed(secret: string, claims: object) {
  const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
}

const site = async (browser: Parameters<typeof ownSite>[0], chatIdentityMode: string) => {
  const own = await ownSite(browser, { chatIdentityMode })
  const [{ secret }, { id }] = await Promise.all([
    own.ask('POST', '/v1/identity-secrets'),
    own.ask('GET', '/v1/settings'),
  ])
  const now = Math.floor(Date.now() / 1000)
  return {
    ...own,
    token: (sub: string, more: object = {}) =>
      signed(secret, {
        sub,
        aud: id,
        iat: now,
        exp: now + 600,
        jti: crypto.randomUUID(),
        name: `User ${sub}`,
        ...more,
      }),
  }
}

const show = (page: Page, token: string) => callWidget(page, (api, given) => api.identify(given), token)

/** The same, and what the widget says of it. */
const identify = (page: Page, token: string) =>
  callWidget(
    page,
    (api, given) =>
      new Promise<unknown>(done => {
        api.on('identity', done)
        api.identify(given)
      }),
    token,
  )

test('whoever is vouched for is known on every device; what they said before goes along', async ({
  browser,
}) => {
  const own = await site(browser, 'optional')
  const context = await browser.newContext()
  const page = await openHostPage(context, { tag: own.tag() })
  await openChat(page)
  await page.getByRole('button', { name: 'Start a conversation' }).click()
  await say(page, 'Said before I signed in')
  await expectSent(page)
  expect(await identify(page, own.token('ada'))).toEqual({ ok: true })
  await say(page, 'Said after')
  await expectSent(page)

  const phone = await browser.newContext()
  const second = await openHostPage(phone, { tag: own.tag() })
  const again = own.token('ada')
  await show(second, again)
  await openChat(second)
  await second.getByRole('button', { name: 'Start a conversation' }).click()
  await second.getByRole('button', { name: 'Back' }).click()
  await expect(panel(second).getByRole('button', { name: /Said after/ })).toBeVisible()
  await Promise.all([context.close(), phone.close(), own.close()])
})

test('another one who signs in on the same page sees nothing of who was there', async ({ browser }) => {
  const own = await site(browser, 'optional')
  const context = await browser.newContext()
  const page = await openHostPage(context, { tag: own.tag() })
  await show(page, own.token('a'))
  await openChat(page)
  await page.getByRole('button', { name: 'Start a conversation' }).click()
  await say(page, 'The secret of A')
  await expectSent(page)
  const asked: { path: string; bearer: string | undefined }[] = []
  page.on('request', request =>
    asked.push({ path: new URL(request.url()).pathname, bearer: request.headers().authorization }),
  )
  await show(page, own.token('b'))
  await expect(page.getByRole('button', { name: 'Start a conversation' })).toBeVisible()
  await expect(panel(page)).not.toContainText('The secret of A')
  await page.getByRole('button', { name: 'Start a conversation' }).click()
  await expect(composer(page)).toBeVisible()
  const began = asked.find(({ path }) => path === '/v1/widget/sessions')
  expect(began).toEqual({ path: '/v1/widget/sessions', bearer: undefined })
  await page.reload()
  const fetched = page.waitForResponse(/\/v1\/widget\/conversations\?/)
  await openChat(page)
  expect((await (await fetched).json()).items).toEqual([])
  await expect(panel(page)).not.toContainText('The secret of A')
  await Promise.all([context.close(), own.close()])
})

test('a token that is refused says why, and does not keep anybody from writing', async ({ browser }) => {
  const own = await site(browser, 'optional')
  const context = await browser.newContext()
  const page = await openHostPage(context, { tag: own.tag() })
  await openChat(page)
  await page.getByRole('button', { name: 'Start a conversation' }).click()
  await say(page, 'Who am I?')
  await expectSent(page)
  const minutesAgo = Math.floor(Date.now() / 1000) - 600
  expect(await identify(page, own.token('ada', { iat: minutesAgo, exp: minutesAgo + 60 }))).toEqual({
    ok: false,
    code: 'expired',
  })
  expect(await identify(page, signed(own.key, { sub: 'ada' }))).toEqual({
    ok: false,
    code: 'signature_invalid',
  })
  await say(page, 'Still here')
  await expectSent(page)
  await Promise.all([context.close(), own.close()])
})

test('where a proof is demanded, nobody writes without one', async ({ browser }) => {
  const own = await site(browser, 'required')
  const context = await browser.newContext()
  const page = await openHostPage(context, { tag: own.tag() })
  await openChat(page)
  await page.getByRole('button', { name: 'Start a conversation' }).click()
  await expect(panel(page).getByText('Sign in on this site to write to us.')).toBeVisible()
  await show(page, own.token('ada'))
  await page.getByRole('button', { name: 'Start a conversation' }).click()
  await say(page, 'Now you know me')
  await expectSent(page)
  await callWidget(page, api => api.reset())
  await expect(launcher(page)).toBeVisible()
  await page.getByRole('button', { name: 'Start a conversation' }).click()
  await expect(panel(page).getByText('Sign in on this site to write to us.')).toBeVisible()
  await Promise.all([context.close(), own.close()])
})
