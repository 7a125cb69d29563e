import { expect, test } from '@playwright/test'
import { errorsOf } from './house.ts'
import { gate } from './probes/gate.ts'
import type { WidgetApi } from './probes/host-page.ts'
import { beginOwnChat } from './probes/own-chat.ts'
import { openPanel } from './probes/own-site.ts'
import { composer, expectSent, log, panel, say } from './probes/visitor.ts'

// How a visitor learns of what came: read out, counted, told by the title and by a sound.

test('others’ messages are read out, several as a number; own words and the past are not', async ({
  browser,
}) => {
  const { site, page, close } = await beginOwnChat(browser, { clock: true })
  let came = 0
  page.on('websocket', socket =>
    socket.on('framereceived', ({ payload }) => {
      if (/"content":"And number/.test(String(payload))) came++
    }),
  )
  const heard = panel(page).locator('[aria-live=polite]')
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
  const { site, page, close } = await beginOwnChat(browser)
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
  const [held, letGo] = gate()
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

test('the title tells of news while the page is hidden, and is as it was afterwards', async ({ browser }) => {
  const { site, page, close } = await beginOwnChat(browser)
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

test('a short sound tells of news that nobody looks at, unless the visitor wants none', async ({
  browser,
}) => {
  const { site, page, close } = await beginOwnChat(browser)
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
  await expect(panel(page)).toBeHidden()
  await site.reply(id, { content: 'Heard' })
  await expect.poll(rung).toBe(1)

  await openPanel(page)
  await page.getByRole('button', { name: 'Back' }).click()
  await page.getByRole('button', { name: 'Sound on' }).click()
  await expect(page.getByRole('button', { name: 'Sound off' })).toBeVisible()
  await site.reply(id, { content: 'Not heard' })
  await expect(panel(page)).toContainText('Not heard')
  expect(await rung()).toBe(1)
  await page.reload()
  await openPanel(page)
  await expect(
    page.getByRole('button', { name: 'Back' }).or(page.getByRole('button', { name: 'Sound off' })),
  ).toBeVisible()
  await close()
})

declare global {
  interface Window {
    rung: number
  }
}
