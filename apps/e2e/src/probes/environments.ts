import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test'
import { demo } from '../house.ts'
import { callWidget, type HostPage, openHostPage, serveHostPage, tagOf, widgetOrigin } from './host-page.ts'
import { beginConversation, expectSent, launcher, openChat, panel, say } from './visitor.ts'
import { addTag, watchPage } from './watch-page.ts'

const chat = async (page: Page) => {
  await beginConversation(page)
  await say(page, 'Hello from here')
  await expectSent(page)
}

/** A page in these surroundings, on which something is done and nothing else may happen. */
async function on(
  browser: Browser,
  given: HostPage & { prepare?: (context: BrowserContext) => Promise<unknown> },
  act: (page: Page, context: BrowserContext) => Promise<unknown>,
) {
  const context = await browser.newContext()
  await given.prepare?.(context)
  const page = await openHostPage(context, given)
  const watched = watchPage(page)
  await act(page, context)
  await watched.expectUnharmed('environment')
  await context.close()
}

/** Something else stands where the visitor is kept. */
const stored = (text: string) => (browser: Browser) =>
  on(
    browser,
    {
      prepare: context =>
        context.addInitScript(
          ([name, value]) => {
            if (!sessionStorage.getItem('put')) localStorage.setItem(name, value)
            sessionStorage.setItem('put', 'once')
          },
          [`halloo:${demo().key}`, text] as const,
        ),
    },
    chat,
  )

export const ENVIRONMENTS: Record<string, (browser: Browser) => Promise<void>> = {
  async 'environment: loaded in a cross-origin iframe'(browser) {
    const context = await browser.newContext()
    const outer = `http://framing.localhost:${process.env.E2E_PORT}/`
    const inner = `http://127.0.0.1:${process.env.E2E_PORT}/demo/framed.html`
    await context.grantPermissions(['local-network-access'])
    const page = await context.newPage()
    const watched = watchPage(page)
    await serveHostPage(page, { address: inner })
    await serveHostPage(page, {
      address: outer,
      tag: '',
      body: `<iframe src="${inner}" allow="local-network-access" width="800" height="600"></iframe>`,
    })
    await page.goto(outer)
    const frame = page.frameLocator('iframe')
    await frame.getByRole('button', { name: 'Chat', exact: true }).click()
    await expect(frame.getByRole('dialog', { name: /^Chat with/ })).toBeVisible()
    await watched.expectUnharmed('iframe')
    await context.close()
  },
  'environment: storage throws (blocked cookies)': browser =>
    on(
      browser,
      {
        prepare: context =>
          context.addInitScript(() =>
            Object.defineProperty(window, 'localStorage', {
              get() {
                throw new DOMException('Denied', 'SecurityError')
              },
            }),
          ),
      },
      chat,
    ),
  'environment: storage quota full': browser =>
    on(browser, { tag: '' }, async page => {
      await page.evaluate(() => {
        for (let size = 2 ** 22; size >= 1; size = Math.floor(size / 2))
          try {
            for (let at = 0; ; at++) localStorage.setItem(`${size}-${at}`, 'x'.repeat(size))
          } catch {}
      })
      await addTag(page, {})
      await chat(page)
    }),
  'environment: stored session is corrupt json': stored('{{{'),
  'environment: stored session has __proto__': stored('{"__proto__":{"token":"vis_polluted","live":true}}'),
  'environment: document.currentScript is null (loaded by a tag manager)': browser =>
    on(browser, { tag: tagOf('type="module"') }, chat),
  'environment: host page overrides Array.prototype.map': browser =>
    on(
      browser,
      { head: '<script>Array.prototype.map = () => { throw new Error("Mine") }</script>' },
      async page => {
        await launcher(page).click()
        // Either it works, or it is put away with a word in the console.
        const isCalm = async () =>
          (await panel(page).isVisible()) || (await launcher(page).getAttribute('aria-expanded')) === 'false'
        await expect.poll(isCalm).toBe(true)
      },
    ),
  'environment: host page freezes Object.prototype': browser =>
    on(browser, { head: '<script>Object.freeze(Object.prototype)</script>' }, chat),
  'environment: host page with strict CSP and nonce': browser => {
    const own = widgetOrigin()
    const csp = `default-src 'none'; script-src 'nonce-n1'; connect-src ${own} ${own.replace('http', 'ws')}; img-src ${own}`
    return on(
      browser,
      {
        attributes: 'nonce="n1"',
        headers: { 'content-security-policy': `${csp}; script-src-elem 'nonce-n1' ${own}` },
      },
      chat,
    )
  },
  'environment: dom clobbering: element id=ChatWidget': browser =>
    on(browser, { body: '<a id="Halloo"></a><a id="Halloo" name="destroy"></a>' }, chat),
  'environment: dom clobbering: form name=config': browser =>
    on(
      browser,
      { body: '<form name="chatConfig"></form><form name="Halloo"><input name="push"></form>' },
      chat,
    ),
  'environment: shutdown() before load': browser =>
    on(browser, { head: '<script>Halloo = [halloo => halloo.destroy()]</script>' }, async page => {
      await page.waitForLoadState('networkidle')
      await expect(page.locator('halloo-chat')).toHaveCount(0)
    }),
  'environment: open() 10000 times': browser =>
    on(browser, {}, async page => {
      await callWidget(page, api => {
        for (let at = 0; at < 10_000; at++) api.open()
      })
      await expect(panel(page)).toBeVisible()
      await expect(page.locator('halloo-chat')).toHaveCount(1)
    }),
  'environment: single page app navigates 500 times': browser =>
    on(browser, {}, async page => {
      const sockets: string[] = []
      page.on('websocket', socket => sockets.push(socket.url()))
      await chat(page)
      await page.evaluate(() => {
        for (let at = 0; at < 500; at++) history.pushState({}, '', `?view=${at}`)
      })
      await say(page, 'After five hundred views')
      await expectSent(page)
      expect(sockets).toHaveLength(1)
    }),
  'environment: offline at load': browser =>
    on(browser, {}, async (page, context) => {
      await expect(launcher(page)).toBeVisible()
      await context.setOffline(true)
      await launcher(page).click()
      await expect(launcher(page)).toHaveAttribute('aria-expanded', 'false')
      await context.setOffline(false)
      await openChat(page)
    }),
  'environment: prefers-reduced-motion': browser =>
    on(browser, {}, async page => {
      await page.emulateMedia({ reducedMotion: 'reduce' })
      await openChat(page)
      expect(await panel(page).evaluate(element => getComputedStyle(element).animationName)).toBe('fade')
    }),
  'environment: print': browser =>
    on(browser, {}, async page => {
      await expect(launcher(page)).toBeVisible()
      await page.emulateMedia({ media: 'print' })
      await expect(launcher(page)).toBeHidden()
    }),
}
