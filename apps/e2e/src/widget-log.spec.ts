import { expect, test } from '@playwright/test'
import { errorsOf, shop } from './house.ts'
import { beginOwnChat } from './probes/own-chat.ts'
import { openPanel } from './probes/own-site.ts'
import { PICTURE } from './probes/picture.ts'
import { composer, expectSent, log, say } from './probes/visitor.ts'

// The log of a conversation: what it shows, what it draws, and what it does not let through.

test('the end stays in sight: messages, answers to tap, files that are picked', async ({ browser }) => {
  const { site, page, close } = await beginOwnChat(browser, { width: 390, height: 600 })
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
  const { site, page, close } = await beginOwnChat(browser)
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
  const { site, page, close } = await beginOwnChat(browser)
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

test('a history that does not come can be asked for again', async ({ browser }) => {
  const { page, close } = await beginOwnChat(browser)
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

declare global {
  interface Window {
    drawn: number
  }
}
