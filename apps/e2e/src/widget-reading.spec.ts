import { expect, type Page, test } from '@playwright/test'
import { errorsOf, shop } from './house.ts'
import { openHostPage, type WidgetApi } from './probes/host-page.ts'
import { settled } from './probes/looks.ts'
import { openPanel, ownSite } from './probes/own-site.ts'
import { PICTURE } from './probes/picture.ts'
import { composer, expectSent, log, say } from './probes/visitor.ts'

// What is heard, reached by keys, and seen where little fits.

const panelOf = (page: Page) => page.locator('halloo-chat').getByRole('dialog', { name: /^Chat with/ })

async function begin(
  browser: Parameters<typeof ownSite>[0],
  options: { width?: number; height?: number; clock?: boolean } = {},
) {
  const site = await ownSite(browser, {})
  const { width = 1280, height = 800 } = options
  const context = await browser.newContext({ viewport: { width, height }, locale: 'en-GB' })
  if (options.clock) await context.clock.install()
  const page = await openHostPage(context, { tag: site.tag() })
  await openPanel(page)
  await page.getByRole('button', { name: 'Start a conversation' }).click()
  const close = () => Promise.all([context.close(), site.close()])
  return { site, page, close }
}

test('others’ messages are read out, several as a number; own words and the past are not', async ({
  browser,
}) => {
  const { site, page, close } = await begin(browser, { clock: true })
  let came = 0
  page.on('websocket', socket =>
    socket.on('framereceived', ({ payload }) => {
      if (/"content":"And number/.test(String(payload))) came++
    }),
  )
  const heard = panelOf(page).locator('[aria-live=polite]')
  await say(page, 'Is anybody there?')
  await expectSent(page)
  const { id } = await site.conversation()
  await site.ask('POST', `/v1/conversations/${id}/accept`)
  await site.reply(id, { content: 'Yes, good morning.' })
  await expect(heard).toHaveText('Olive Owner: Yes, good morning.')
  // However long they are on their way, for the page they come at once.
  await page.clock.pauseAt(Date.now() + 1_000)
  await Promise.all([1, 2, 3].map(n => site.reply(id, { content: `And number ${n}` })))
  await expect.poll(() => came).toBe(3)
  await page.clock.resume()
  await expect(heard).toHaveText('3 new messages')
  await say(page, 'Mine is not read out')
  await expectSent(page)
  await page.clock.fastForward(2_000)
  await expect(heard).toHaveText('3 new messages')
  await page.getByRole('button', { name: 'Back' }).click()
  await page.getByRole('button', { name: /Mine is not read out/ }).click()
  await expect(log(page)).toContainText('And number 3')
  await expect(heard).toHaveText('')
  expect(errorsOf(page)).toEqual([])
  await close()
})

test('what comes in a burst is read in one go, and is not unread while it is looked at', async ({
  browser,
}) => {
  const { site, page, close } = await begin(browser)
  const counted: string[] = []
  page.on('console', said => /^unread/.test(said.text()) && counted.push(said.text()))
  await page.evaluate(() =>
    (window.Halloo as WidgetApi).on('unread', count => console.info(`unread ${count}`)),
  )
  await say(page, 'Is anybody there?')
  await expectSent(page)
  const { id } = await site.conversation()
  await site.ask('POST', `/v1/conversations/${id}/accept`)

  const read: number[] = []
  let letGo = () => {}
  const held = new Promise<void>(done => {
    letGo = done
  })
  await page.route('**/read', async route => {
    read.push(route.request().postDataJSON().seq)
    await held
    await route.continue()
  })
  const first = await site.reply(id, { content: 'Yes, good morning.' })
  await expect.poll(() => read).toEqual([first.seq])
  for (const n of [1, 2, 3, 4]) await site.reply(id, { content: `And number ${n}` })
  await expect(log(page)).toContainText('And number 4')
  expect(read).toEqual([first.seq])
  letGo()
  await expect.poll(() => read).toEqual([first.seq, first.seq + 4])
  expect(counted).toEqual([])
  await close()
})

test('Escape takes one layer at a time: the picture, the menu, the panel', async ({ browser }) => {
  const { page, close } = await begin(browser)
  await page
    .locator('halloo-chat input[type=file]')
    .setInputFiles([PICTURE, { ...PICTURE, name: 'gate.png' }])
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expectSent(page)
  const pictures = log(page).getByRole('button', { name: /^Open / })
  await pictures.first().click()
  const viewer = page.locator('halloo-chat').getByRole('dialog', { name: /^Picture: / })
  await expect(viewer).toBeFocused()
  await expect(viewer.getByText('1 of 2')).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await expect(viewer.getByText('2 of 2')).toBeVisible()
  await page.keyboard.press('Tab')
  for (let n = 0; n < 8; n++) await page.keyboard.press('Tab')
  expect(await viewer.evaluate(one => one.contains((one.getRootNode() as ShadowRoot).activeElement))).toBe(
    true,
  )
  await page.keyboard.press('Escape')
  await expect(viewer).toHaveCount(0)
  await expect(pictures.first()).toBeFocused()

  await page.getByRole('button', { name: 'More' }).click()
  await expect(page.getByRole('button', { name: 'End the conversation' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'End the conversation' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'More' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(panelOf(page)).toBeHidden()
  await close()
})

test('emoji are gone through by arrows, as they stand', async ({ browser }) => {
  const { page, close } = await begin(browser)
  await page.getByRole('button', { name: 'Emoji' }).click()
  const picker = page.getByRole('group', { name: 'Emoji' })
  const place = () => picker.locator(':focus').boundingBox()
  await expect(picker.getByRole('button').first()).toBeFocused()
  await settled(page)
  await page.keyboard.press('ArrowRight')
  const second = await place()
  await page.keyboard.press('ArrowDown')
  const below = await place()
  expect(below?.x).toBe(second?.x)
  expect(below?.y).toBe((second?.y ?? 0) + (second?.height ?? 0))
  await page.keyboard.press('ArrowUp')
  expect(await place()).toEqual(second)
  await page.keyboard.press('Enter')
  await expect(composer(page)).toHaveValue('😄')
  await close()
})

test('at 400 % nothing is cut off, and every target can be hit', async ({ browser }) => {
  // 1280 by 1024 at 400 %.
  const { site, page, close } = await begin(browser, { width: 320, height: 256 })
  await say(page, 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft')
  await expectSent(page)
  const { id } = await site.conversation()
  await site.ask('POST', `/v1/conversations/${id}/accept`)
  await site.reply(id, {
    content: 'Which one?',
    quickReplies: ['The first', 'The second of them all, and nothing else'],
  })
  await expect(page.getByRole('button', { name: 'The first' })).toBeVisible()
  await expect(composer(page)).toBeVisible()
  await settled(page)
  const small = await panelOf(page).evaluate(one =>
    [...one.querySelectorAll<HTMLElement>('button, a[href], input:not([type=file])')]
      .filter(target => target.offsetParent && !target.closest('.said'))
      .map(target => ({ name: target.ariaLabel ?? target.textContent, box: target.getBoundingClientRect() }))
      .filter(({ box }) => Math.min(box.width, box.height) < 40)
      .map(({ name }) => name),
  )
  expect(small).toEqual([])
  expect(await panelOf(page).evaluate(one => one.scrollWidth)).toBeLessThanOrEqual(320)
  expect(await log(page).evaluate(one => one.scrollWidth - one.clientWidth)).toBe(0)
  await close()
})

test('the end stays in sight: messages, answers to tap, files that are picked', async ({ browser }) => {
  const { site, page, close } = await begin(browser, { width: 390, height: 600 })
  await say(page, 'word '.repeat(150))
  await expectSent(page)
  const { id } = await site.conversation()
  await site.ask('POST', `/v1/conversations/${id}/accept`)
  const away = () =>
    log(page).evaluate(one => Math.round(one.scrollHeight - one.clientHeight - one.scrollTop))
  for (const n of [1, 2, 3]) {
    const quickReplies = ['Yes', 'No', 'I would rather think about it for a while'].slice(0, n)
    await site.reply(id, { content: `${n} `.repeat(200), quickReplies })
    await expect(page.getByRole('button', { name: quickReplies.at(-1) ?? '', exact: true })).toBeVisible()
    await expect.poll(away).toBe(0)
  }
  await page.locator('halloo-chat input[type=file]').setInputFiles(PICTURE)
  await expect(page.getByRole('button', { name: 'Yes', exact: true })).toHaveCount(0)
  await expect.poll(away).toBe(0)

  await log(page).evaluate(one => one.scrollTo({ top: 0 }))
  await site.reply(id, { content: 'Down here' })
  await page.getByRole('button', { name: '1 new message' }).click()
  await expect(log(page).getByText('Down here')).toBeInViewport()
  await close()
})

test('in a long log a letter draws nothing again, and a message only those around it', async ({
  browser,
}) => {
  test.setTimeout(60_000)
  const { site, page, close } = await begin(browser)
  await say(page, 'The first')
  await expectSent(page)
  const { id } = await site.conversation()
  await site.ask('POST', `/v1/conversations/${id}/accept`)
  for (let n = 0; n < 150; n += 10)
    await Promise.all(
      Array.from({ length: 10 }, (_, at) => site.reply(id, { content: `Number ${n + at + 1}` })),
    )
  await expect(log(page).getByText(/^Number \d+$/)).toHaveCount(150)
  // Each message that is drawn is looked at once for emoji, without its spaces.
  await page.evaluate(() => {
    window.drawn = 0
    const replace = RegExp.prototype[Symbol.replace]
    RegExp.prototype[Symbol.replace] = function (this: RegExp, ...given: Parameters<typeof replace>) {
      if (this.source === '\\s') window.drawn++
      return replace.apply(this, given)
    } as typeof replace
  })
  await composer(page).pressSequentially('How many are there?')
  await expect(composer(page)).toHaveValue('How many are there?')
  expect(await page.evaluate(() => window.drawn)).toBe(0)
  await site.reply(id, { content: 'Number 151' })
  await expect(log(page)).toContainText('Number 151')
  const drawn = await page.evaluate(() => window.drawn)
  expect(drawn).toBeGreaterThan(0)
  expect(drawn).toBeLessThanOrEqual(41)
  await close()
})

test('a message of the team is words and links: nothing in it runs', async ({ browser }) => {
  const { site, page, close } = await begin(browser)
  await say(page, 'Hello')
  await expectSent(page)
  const { id } = await site.conversation()
  await site.ask('POST', `/v1/conversations/${id}/accept`)
  const asked: string[] = []
  page.on('request', request => asked.push(request.url()))
  for (const content of [
    '<img src=x onerror=window.__x=1>',
    "<iframe srcdoc='<script>parent.__x=1</script>'></iframe>",
    '[a](javascript:window.__x=1) [b](data:text/html,<script>1</script>) **<svg/onload=window.__x=1>**',
    'https://bank.test@evil.test/ and [this](https://shop.example/a"onmouseover="window.__x=1)',
  ])
    await site.reply(id, { content })
  await expect(log(page)).toContainText('bank.test')
  expect(await page.evaluate(() => '__x' in window)).toBe(false)
  const links = await log(page)
    .getByRole('link')
    .evaluateAll(all => all.map(link => [link.getAttribute('href'), link.getAttribute('rel')]))
  expect(links.map(([href]) => new URL(href ?? '').host)).toEqual(['shop.example'])
  expect(links[0]?.[1]).toBe('noopener noreferrer nofollow ugc')
  expect(asked.filter(url => !url.includes(`:${process.env.E2E_PORT}/`))).toEqual([])
  expect(errorsOf(page)).toEqual([])
  await close()
})

test('the title tells of news while the page is hidden, and is as it was afterwards', async ({ browser }) => {
  const { site, page, close } = await begin(browser)
  await say(page, 'I will look elsewhere meanwhile')
  await expectSent(page)
  await page.evaluate(() => {
    document.title = 'Bulbs'
  })
  const hide = (hidden: boolean) =>
    page.evaluate(state => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => state })
      Object.defineProperty(document, 'visibilityState', {
        configurable: true,
        get: () => (state ? 'hidden' : 'visible'),
      })
      document.dispatchEvent(new Event('visibilitychange'))
    }, hidden)
  await hide(true)
  const { id } = await site.conversation()
  await site.ask('POST', `/v1/conversations/${id}/accept`)
  await site.reply(id, { content: 'One' })
  await expect(page).toHaveTitle('(1) Bulbs')
  await site.reply(id, { content: 'Two' })
  await expect(page).toHaveTitle('(2) Bulbs')
  await hide(false)
  await expect(page).toHaveTitle('Bulbs')
  await close()
})

test('a microphone that is refused is explained, and the composer comes back', async ({ browser }) => {
  const { page, close } = await begin(browser)
  await page.evaluate(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'))
  })
  await page.getByRole('button', { name: 'Record a voice note' }).click()
  await expect(page.getByText('The browser does not allow the microphone here.')).toBeVisible()
  await expect(composer(page)).toBeFocused()
  expect(errorsOf(page)).toEqual([])
  await close()
})

test('a history that does not come can be asked for again', async ({ browser }) => {
  const { page, close } = await begin(browser)
  await say(page, 'Something to remember')
  await expectSent(page)
  await page.reload()
  const messages = '**/v1/widget/conversations/*/messages*'
  await page.route(messages, route => route.fulfill({ status: 500 }))
  await openPanel(page)
  await page.getByRole('button', { name: /Something to remember/ }).click()
  await expect(log(page).getByRole('alert')).toContainText('The messages could not be fetched.')
  await page.unroute(messages)
  await log(page).getByRole('button', { name: 'Try again' }).click()
  await expect(log(page)).toContainText('Something to remember')
  await expect(log(page).getByRole('alert')).toHaveCount(0)
  expect(new URL(page.url()).origin).toBe(new URL(shop()).origin)
  await close()
})

test('a short sound tells of news that nobody looks at, unless the visitor wants none', async ({
  browser,
}) => {
  const { site, page, close } = await begin(browser)
  await page.evaluate(() => {
    window.rung = 0
    const { start } = OscillatorNode.prototype
    OscillatorNode.prototype.start = function (when) {
      window.rung++
      start.call(this, when)
    }
  })
  const rung = () => page.evaluate(() => window.rung)
  await say(page, 'Ring me')
  await expectSent(page)
  const { id } = await site.conversation()
  await site.ask('POST', `/v1/conversations/${id}/accept`)
  await site.reply(id, { content: 'Seen at once' })
  await expect(log(page)).toContainText('Seen at once')
  expect(await rung()).toBe(0)
  await expect(composer(page)).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(panelOf(page)).toBeHidden()
  await site.reply(id, { content: 'Heard' })
  await expect.poll(rung).toBe(1)

  await openPanel(page)
  await page.getByRole('button', { name: 'Back' }).click()
  await page.getByRole('button', { name: 'Sound on' }).click()
  await expect(page.getByRole('button', { name: 'Sound off' })).toBeVisible()
  await site.reply(id, { content: 'Not heard' })
  await expect(panelOf(page)).toContainText('Not heard')
  expect(await rung()).toBe(1)
  await page.reload()
  await openPanel(page)
  await expect(
    page.getByRole('button', { name: 'Back' }).or(page.getByRole('button', { name: 'Sound off' })),
  ).toBeVisible()
  await close()
})

test('a recording ends when the panel is put away', async ({ browser }) => {
  const { page, close } = await begin(browser)
  await page.context().grantPermissions(['microphone'])
  await page.evaluate(() => {
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
    navigator.mediaDevices.getUserMedia = async wanted => {
      window.stream = await ask(wanted)
      return window.stream
    }
  })
  await page.getByRole('button', { name: 'Record a voice note' }).click()
  await expect(panelOf(page).locator('.count')).not.toHaveText('0:00')
  await page.locator('halloo-chat').getByRole('button', { name: 'Close' }).first().click()
  await expect
    .poll(() => page.evaluate(() => window.stream.getTracks().map(track => track.readyState)))
    .toEqual(['ended'])
  await openPanel(page)
  await expect(composer(page)).toBeVisible()
  await close()
})

declare global {
  interface Window {
    rung: number
    drawn: number
    stream: MediaStream
  }
}
