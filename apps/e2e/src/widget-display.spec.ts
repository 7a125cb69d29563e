import { expect, type Page, test } from '@playwright/test'
import { errorsOf } from './house.ts'
import { callWidget, openHostPage, tagOf } from './probes/host-page.ts'
import { keptIn } from './probes/outbox.ts'
import { ownSite } from './probes/own-site.ts'
import { expectSent, launcher, panel, say } from './probes/visitor.ts'

// Where and when a page shows the launcher, and a greeting beside it.

const go = (page: Page, path: string) => page.evaluate(to => history.pushState({}, '', to), path)

test('display rules: pages, devices and hours, through the views of a single-page site', async ({
  browser,
}) => {
  const site = await ownSite(browser, {
    chatDisplay: {
      onlyOn: ['/demo/*'],
      neverOn: ['/demo/checkout*'],
      devices: ['desktop'],
      whenClosed: 'show',
    },
  })
  const context = await browser.newContext()
  const page = await openHostPage(context, { tag: tagOf('', `${site.key}.js`) })
  await expect(launcher(page)).toBeVisible()
  for (const hop of Array.from({ length: 12 }, (_, at) => at)) {
    await go(page, hop % 2 ? `/demo/view-${hop}` : `/demo/checkout/${hop}`)
    await (hop % 2 ? expect(launcher(page)).toBeVisible() : expect(launcher(page)).toBeHidden())
  }
  await go(page, '/elsewhere')
  await expect(launcher(page)).toBeHidden()
  await page.goBack()
  await expect(launcher(page)).toBeVisible()
  await page.setViewportSize({ width: 390, height: 700 })
  await expect(launcher(page)).toBeHidden()
  await callWidget(page, api => api.open())
  await expect(panel(page)).toBeVisible()
  expect(errorsOf(page)).toEqual([])
  await Promise.all([context.close(), site.close()])
})

test('hours: where nobody answers, the launcher may be away', async ({ browser }) => {
  const closed = { timeZone: 'Europe/Lisbon', week: [], closed: [], whenClosed: 'form' }
  const site = await ownSite(browser, {
    chatHours: closed,
    chatDisplay: { onlyOn: [], neverOn: [], devices: ['desktop', 'mobile'], whenClosed: 'hide' },
  })
  const context = await browser.newContext()
  const page = await openHostPage(context, { tag: tagOf('', `${site.key}.js`) })
  await callWidget(page, () => {})
  await expect(launcher(page)).toBeHidden()
  await Promise.all([context.close(), site.close()])
})

test('a greeting stands beside the launcher, writes nothing, and begins the conversation', async ({
  browser,
}) => {
  const site = await ownSite(browser, {
    chatGreetings: [
      { id: 'bulbs', text: 'Shall we help you choose bulbs?', afterSeconds: 0, onlyOn: ['/demo/*'] },
    ],
  })
  const context = await browser.newContext()
  const asked: string[] = []
  context.on('request', request => asked.push(new URL(request.url()).pathname))
  const page = await openHostPage(context, { tag: tagOf('', `${site.key}.js`) })
  const greeting = page.getByRole('button', { name: 'Shall we help you choose bulbs?' })
  await expect(greeting).toBeVisible()
  expect(asked.filter(path => path.startsWith('/v1/') || path.startsWith('/widget/assets'))).toEqual([])
  expect(await keptIn(page)).toEqual({ databases: [], entries: [] })
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await expect(greeting).toBeHidden()
  await page.reload()
  await expect(launcher(page)).toBeVisible()
  await expect(greeting).toBeHidden()

  const other = await browser.newContext()
  const second = await openHostPage(other, { tag: tagOf('', `${site.key}.js`) })
  await second.getByRole('button', { name: 'Shall we help you choose bulbs?' }).click()
  await say(second, 'Yes, for the north side')
  await expectSent(second)
  await expect(panel(second)).toContainText('Shall we help you choose bulbs?')
  expect(errorsOf(second)).toEqual([])
  await Promise.all([context.close(), other.close(), site.close()])
})
