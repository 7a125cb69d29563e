import { expect, type Page, test } from '@playwright/test'
import { demo, errorsOf } from './house.ts'
import { callWidget, openHostPage, strictPolicy, tagOf, widgetOrigin } from './probes/host-page.ts'
import { CALM, HOSTILE } from './probes/hostile.ts'
import { differenceOf } from './probes/pixels.ts'
import { watchListeners, watchPolicy, watchTimers } from './probes/spies.ts'
import {
  attach,
  beginConversation,
  composer,
  expectSent,
  launcher,
  log,
  openChat,
  panel,
  say,
} from './probes/visitor.ts'

// The chat on pages that are strict, hostile, or not allowed to have it.

test('a strict policy: a whole chat without one report', async ({ browser }) => {
  test.setTimeout(60_000)
  const context = await browser.newContext()
  await context.grantPermissions(['microphone'])
  await watchPolicy(context)
  const page = await openHostPage(context, {
    attributes: 'nonce="Xe3k"',
    headers: { 'content-security-policy': strictPolicy() },
  })
  await beginConversation(page)
  await page.getByRole('button', { name: 'Emoji' }).click()
  await page.getByRole('button', { name: '🌷' }).click()
  await page.keyboard.press('Escape')
  await composer(page).pressSequentially(' for https://shop.example/tulips')
  await page.keyboard.press('Enter')
  await expectSent(page)
  await attach(page)
  await expect(page.getByRole('progressbar')).toHaveCount(0)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  const shown = log(page).getByRole('img', { name: 'Picture: gate.png' })
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
  await expect(log(page).getByRole('link')).toHaveAttribute('href', 'https://shop.example/tulips')
  await log(page).getByRole('button', { name: 'Open gate.png' }).click()
  const large = page.locator('halloo-chat').getByRole('dialog', { name: 'Picture: gate.png' })
  await expect(large.getByRole('img')).toBeVisible()
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Record a voice note' }).click()
  await expect(panel(page).locator('.count')).not.toHaveText('0:00')
  await page.getByRole('button', { name: 'Stop' }).click()
  await page.getByRole('button', { name: 'Play: Voice note' }).click()
  await expect(page.getByRole('slider', { name: 'Position' })).toBeEnabled()
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await log(page).getByRole('button', { name: 'Play: Voice note' }).click()
  await expect(log(page).getByRole('slider', { name: 'Position' })).toBeEnabled()
  await expectSent(page)
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('button', { name: 'Download the conversation' }).click()
  expect((await saved).suggestedFilename()).toMatch(/\.txt$/)
  await page.keyboard.press('Escape')
  await expect(panel(page)).toBeHidden()
  expect(await page.evaluate(() => window.violations)).toEqual([])
  expect(errorsOf(page)).toEqual([])
  await context.close()
})

test('a hostile style sheet changes no pixel of launcher and panel', async ({ browser }) => {
  test.setTimeout(60_000)
  const pages = await Promise.all(
    ['', HOSTILE].map(async css => {
      const context = await browser.newContext({ viewport: { width: 1000, height: 800 } })
      return openHostPage(context, { head: `<style>${css}${CALM}</style>` })
    }),
  )
  const compare = async (state: string) => {
    const clip = { x: 560, y: 0, width: 440, height: 800 }
    // Polled, for edges are drawn smooth only when the page has come to rest.
    const difference = async () => {
      const [calm, hostile] = await Promise.all(
        pages.map(page => page.screenshot({ animations: 'disabled', clip })),
      )
      return calm && hostile && pages[0] ? differenceOf(pages[0], calm, hostile) : 'no pictures'
    }
    await expect.poll(difference, { message: state, timeout: 15_000 }).toBe('')
  }
  for (const page of pages) await expect(launcher(page)).toBeVisible()
  await compare('launcher')
  for (const page of pages) {
    await openChat(page)
    await page.mouse.move(1, 1)
  }
  await compare('home')
  for (const page of pages) {
    await page.getByRole('button', { name: 'Start a conversation' }).click()
    await page.getByRole('button', { name: /Orders/ }).click()
    await page.getByRole('button', { name: 'Not now' }).click()
    await composer(page).fill('The same on every page')
    // A caret blinks.
    await composer(page).blur()
    await page.mouse.move(1, 1)
  }
  await compare('conversation')
  for (const page of pages) await page.context().close()
})

const chatWorks = async (page: Page) => {
  await beginConversation(page)
  await say(page, 'Is this on?')
  await expectSent(page)
}

test('storage that throws: the chat lives until the page goes', async ({ browser }) => {
  const context = await browser.newContext()
  await context.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('Access is denied for this document.', 'SecurityError')
        },
      })
  })
  const page = await openHostPage(context)
  await chatWorks(page)
  expect(errorsOf(page)).toEqual([])
  await context.close()
})

test('destroy() leaves the page as it was: names, elements, listeners, timers', async ({ browser }) => {
  const context = await browser.newContext()
  await watchListeners(context)
  await watchTimers(context)
  const page = await openHostPage(context, { tag: '' })
  const state = () =>
    page.evaluate(() => ({
      names: Object.getOwnPropertyNames(window)
        .filter(name => name !== 'Halloo' || window.Halloo)
        .sort(),
      elements: document.documentElement.children.length,
      listening: [...window.listening].filter(([, count]) => count !== 0).sort(),
      ticking: [...window.ticking],
    }))
  const before = await state()
  await page.evaluate(source => {
    const script = document.createElement('script')
    script.src = source
    document.head.append(script)
    return new Promise<void>(done => {
      script.onload = () => {
        script.remove()
        done()
      }
    })
  }, `${widgetOrigin()}/widget/${demo().key}.js`)
  await chatWorks(page)
  for (const _ of [1, 2]) {
    await expect(composer(page)).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(panel(page)).toBeHidden()
    await openChat(page)
  }
  expect((await state()).ticking.filter(timer => timer.startsWith('interval'))).toEqual([])
  expect((await state()).names.filter(name => !before.names.includes(name))).toEqual(['Halloo'])
  await callWidget(page, api => api.destroy())
  await expect(page.locator('halloo-chat')).toHaveCount(0)
  await expect.poll(state).toEqual(before)
  expect(errorsOf(page)).toEqual([])
  await context.close()
})

test('a site that is not listed: one line for its developer, calm words for its visitor', async ({
  browser,
}) => {
  const context = await browser.newContext()
  const address = `http://foreign.localhost:${process.env.E2E_PORT}/`
  const warnings: string[] = []
  context.on('console', message => {
    if (message.type() === 'warning') warnings.push(message.text())
  })
  const page = await openHostPage(context, { address, tag: tagOf() })
  await openChat(page)
  await page.getByRole('button', { name: 'Start a conversation' }).click()
  await expect(panel(page).getByText('The chat is not available on this page.')).toBeVisible()
  expect(warnings).toEqual([expect.stringMatching(/http:\/\/foreign\.localhost:\d+ may not use.*Websites/)])
  expect(errorsOf(page, /CORS policy|ERR_FAILED/)).toEqual([])
  await context.close()
})

test('a page restored from the back/forward cache goes on by itself', async ({ browser }) => {
  const context = await browser.newContext()
  const page = await openHostPage(context)
  await chatWorks(page)
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })))
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
  await expect(panel(page).getByText('No connection.')).toBeHidden()
  await say(page, 'Still here')
  await expectSent(page)
  expect(errorsOf(page)).toEqual([])
  await context.close()
})
