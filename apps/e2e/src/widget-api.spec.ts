import { expect, type Page, test } from '@playwright/test'
import { demo } from './house.ts'
import { callWidget, openHostPage, tagOf, type WidgetApi, widgetOrigin } from './probes/host-page.ts'
import { keptIn } from './probes/outbox.ts'
import { beginConversation, expectSent, openChat, say } from './probes/visitor.ts'

// What a page asks of the chat: to keep nothing before there is consent, and what is wrong with the site.

test('consent: nothing is kept before it is given, and what was said goes on after', async ({ browser }) => {
  const context = await browser.newContext()
  const page = await openHostPage(context, { attributes: 'data-consent="required"' })
  await beginConversation(page)
  await say(page, 'Before I have agreed')
  await expectSent(page)
  expect(await keptIn(page)).toEqual({ databases: [], entries: [] })
  await callWidget(page, api => api.grantConsent())
  await expect.poll(() => page.evaluate(() => Object.keys(localStorage))).toEqual([`halloo:${demo().key}`])
  await page.reload()
  await callWidget(page, api => api.grantConsent())
  await openChat(page)
  await page.getByRole('button', { name: /Before I have agreed/ }).click()
  await say(page, 'And after')
  await expectSent(page)
  await context.close()
})

test('the doctor finds nothing where all is well, and the missing line where it is not', async ({
  browser,
}) => {
  const context = await browser.newContext()
  const page = await openHostPage(context)
  await callWidget(page, () => {})
  const ask = (on: Page) => on.evaluate(() => (window.Halloo as WidgetApi).doctor())
  expect((await ask(page)).filter(finding => !finding.ok)).toEqual([])

  const own = widgetOrigin()
  const strict = await openHostPage(await browser.newContext(), {
    headers: {
      'content-security-policy': `default-src 'none'; script-src 'nonce-a' 'strict-dynamic'; connect-src ${own}`,
    },
    attributes: 'nonce="a"',
  })
  await callWidget(strict, () => {})
  const missing = (await ask(strict)).filter(finding => !finding.ok).map(({ name, fix }) => `${name}: ${fix}`)
  expect(missing).toEqual([
    `socket: connect-src ${own} ${own.replace('http', 'ws')}`,
    `pictures: img-src ${own}`,
  ])

  const foreign = await openHostPage(await browser.newContext(), {
    address: `http://foreign.localhost:${process.env.E2E_PORT}/`,
    tag: tagOf(),
  })
  await callWidget(foreign, () => {})
  expect((await ask(foreign)).filter(finding => !finding.ok).map(({ name }) => name)).toEqual(['site'])
  await Promise.all([context, strict.context(), foreign.context()].map(one => one.close()))
})
