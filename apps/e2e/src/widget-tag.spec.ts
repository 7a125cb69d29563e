import { expect, test } from '@playwright/test'
import { demo, errorsOf } from './house.ts'
import { callWidget, openHostPage, pinnedPath, type WidgetApi, widgetOrigin } from './probes/host-page.ts'
import { ownSite } from './probes/own-site.ts'
import { watchListeners, watchTimers } from './probes/spies.ts'
import { beginConversation, expectSent, launcher, panel, say } from './probes/visitor.ts'
import { addTag } from './probes/watch-page.ts'

// The script tag as a page carries it: pinned, twice, again and again, and taken away.

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
