import { expect, type Page, test } from '@playwright/test'
import { demo, errorsOf } from './house.ts'
import {
  callWidget,
  openHostPage,
  pinnedPath,
  tagOf,
  type WidgetApi,
  widgetOrigin,
} from './probes/host-page.ts'
import { ownSite } from './probes/own-site.ts'
import { watchListeners, watchTimers } from './probes/spies.ts'
import { beginConversation, expectSent, launcher, openChat, panel, say } from './probes/visitor.ts'
import { addTag } from './probes/watch-page.ts'

// The launcher and the API as a page meets them, before and around the chat itself.

const go = (page: Page, path: string) => page.evaluate(to => history.pushState({}, '', to), path)
const keptIn = (page: Page) =>
  page.evaluate(async () => Object.keys(localStorage).length + (await indexedDB.databases()).length)

test('consent: nothing is kept before it is given, and what was said goes on after', async ({ browser }) => {
  const context = await browser.newContext()
  const page = await openHostPage(context, { attributes: 'data-consent="required"' })
  await beginConversation(page)
  await say(page, 'Before I have agreed')
  await expectSent(page)
  expect(await keptIn(page)).toBe(0)
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

test('two chats with different keys live side by side; destroying one leaves the other', async ({
  browser,
}) => {
  const site = await ownSite(browser, {})
  const context = await browser.newContext()
  const page = await openHostPage(context)
  await expect(launcher(page)).toBeVisible()
  await addTag(page, { 'data-position': 'bottom-left' }, `${site.key}.js`)
  await expect(page.locator('halloo-chat')).toHaveCount(2)
  const keys = () =>
    page.evaluate(() => Object.keys((window.Halloo as { instances?: object }).instances ?? {}))
  expect(await keys()).toEqual([demo().key, site.key])
  await launcher(page).nth(1).click()
  await expect(panel(page)).toHaveCount(1)
  await launcher(page).nth(0).click()
  await expect(panel(page)).toHaveCount(2)
  await callWidget(page, api => api.destroy())
  await expect(page.locator('halloo-chat')).toHaveCount(1)
  expect(await keys()).toEqual([site.key])
  await callWidget(page, api => api.destroy())
  expect(await page.evaluate(() => 'Halloo' in window)).toBe(false)
  expect(errorsOf(page)).toEqual([])
  await Promise.all([context.close(), site.close()])
})

test('the pinned tag runs when its hash fits, and not when it does not', async ({ browser }) => {
  const context = await browser.newContext()
  const pinned = await (await fetch(`${widgetOrigin()}/widget/pinned.json`)).json()
  const tag = (integrity: string) =>
    `<script async src="${widgetOrigin()}/widget/${pinnedPath()}" data-key="${demo().key}" integrity="${integrity}" crossorigin="anonymous"></script>`
  const page = await openHostPage(context, { tag: tag(pinned.integrity) })
  await beginConversation(page)
  const other = await openHostPage(await browser.newContext(), { tag: tag(`sha384-${'A'.repeat(64)}`) })
  await other.waitForLoadState('networkidle')
  await expect(other.locator('halloo-chat')).toHaveCount(0)
  await Promise.all([context.close(), other.context().close()])
})

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
  expect(await keptIn(page)).toBe(0)
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

test('a site that swaps its whole body, and runs its tags again, keeps one chat', async ({ browser }) => {
  const context = await browser.newContext()
  const page = await openHostPage(context)
  await beginConversation(page)
  await say(page, 'Before the swap')
  await expectSent(page)
  for (let hop = 0; hop < 3; hop++) {
    // As Turbo and Astro do it, the last time within a view transition.
    await page.evaluate(async animated => {
      const swap = () => {
        const body = document.createElement('body')
        body.append(...[...document.body.children].map(one => one.cloneNode(true)))
        document.body.replaceWith(body)
      }
      if (animated) await document.startViewTransition(swap).finished
      else swap()
    }, hop === 2)
    await addTag(page, {})
  }
  await expect(page.locator('halloo-chat')).toHaveCount(1)
  await say(page, 'After the swap')
  await expectSent(page)
  expect(errorsOf(page)).toEqual([])
  await context.close()
})

test('put on and taken away a hundred times, the page is as it was', async ({ browser }) => {
  test.setTimeout(90_000)
  const context = await browser.newContext()
  await watchListeners(context)
  await watchTimers(context)
  const page = await openHostPage(context, { tag: '' })
  const state = () =>
    page.evaluate(() => ({
      names: Object.getOwnPropertyNames(window).sort(),
      elements: document.documentElement.children.length,
      listening: [...window.listening].filter(([, count]) => count !== 0).sort(),
      ticking: [...window.ticking],
    }))
  const before = await state()
  const source = `${widgetOrigin()}/widget/${demo().key}.js`
  await page.evaluate(async address => {
    for (let turn = 0; turn < 100; turn++) {
      const script = document.createElement('script')
      script.src = address
      document.head.append(script)
      await new Promise(done => {
        script.onload = done
      })
      script.remove()
      const api = window.Halloo as WidgetApi
      if (turn % 10 === 0) {
        api.open()
        await new Promise(done => requestAnimationFrame(done))
        api.close()
      }
      api.destroy()
    }
  }, source)
  await expect.poll(state).toEqual(before)
  expect(errorsOf(page)).toEqual([])
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

test('setLocale() changes the words at once, and the side they are read from', async ({ browser }) => {
  const context = await browser.newContext()
  const page = await openHostPage(context)
  await openChat(page)
  await expect(page.getByRole('button', { name: 'Start a conversation' })).toBeVisible()
  await callWidget(page, api => api.setLocale('ar'))
  await expect(page.locator('halloo-chat .hl')).toHaveAttribute('dir', 'rtl')
  await expect(page.getByRole('button', { name: 'Start a conversation' })).toBeHidden()
  await callWidget(page, api => api.setLocale('en'))
  await expect(page.getByRole('button', { name: 'Start a conversation' })).toBeVisible()
  await context.close()
})
