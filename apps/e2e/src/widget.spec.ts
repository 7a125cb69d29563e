import { expect, test } from '@playwright/test'
import { errorsOf, shop, signIn, visit } from './house.ts'
import { gate } from './probes/gate.ts'
import {
  beginConversation,
  composer,
  expectSent,
  launcher,
  log,
  openChat,
  panel,
  say,
} from './probes/visitor.ts'

// What a visitor does with the chat beside the main job.

test('keys: Enter opens, the composer has the focus, Escape closes and gives it back', async ({
  browser,
}) => {
  const context = await browser.newContext()
  const page = await visit(context)
  await page.evaluate(() => {
    document.body.dataset.heard = ''
    for (const type of ['keydown', 'keypress', 'keyup'] as const)
      document.addEventListener(type, event => {
        document.body.dataset.heard += `${event.key} `
      })
  })
  await launcher(page).focus()
  await page.keyboard.press('Enter')
  await expect(panel(page)).toBeVisible()
  await expect(panel(page)).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(panel(page)).toBeHidden()
  await expect(launcher(page)).toBeFocused()

  await beginConversation(page)
  await expect(composer(page)).toBeFocused()
  await page.keyboard.type('jk/?')
  await expect(composer(page)).toHaveValue('jk/?')
  await page.keyboard.press('Escape')
  await expect(launcher(page)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(composer(page)).toBeFocused()
  expect(await page.evaluate(() => document.body.dataset.heard)).toBe('')
  expect(errorsOf(page)).toEqual([])
  await context.close()
})

test('on a slow network the launcher tells that the chat is on its way, until it is there or does not come', async ({
  browser,
}) => {
  const context = await browser.newContext()
  const page = await visit(context)
  const moves = () =>
    page.evaluate(() =>
      (document.querySelector('halloo-chat')?.shadowRoot?.getAnimations() ?? []).some(
        one => one.effect instanceof KeyframeEffect && one.effect.target?.matches('button *'),
      ),
    )
  const [mayFail, fail] = gate()
  const [mayCome, come] = gate()
  let tries = 0
  await page.route('**/widget/assets/panel-*.js*', async route => {
    const isFirst = ++tries === 1
    await (isFirst ? mayFail : mayCome)
    await (isFirst ? route.abort() : route.continue())
  })
  expect(await moves()).toBe(false)
  await launcher(page).click()
  await expect.poll(moves).toBe(true)
  fail()
  await expect(launcher(page)).toHaveAttribute('aria-expanded', 'false')
  expect(await moves()).toBe(false)
  await launcher(page).click()
  await expect.poll(moves).toBe(true)
  come()
  await expect(panel(page)).toBeVisible()
  expect(await moves()).toBe(false)
  await context.close()
})

test('offline: what is written waits, and is sent once', async ({ browser }) => {
  const context = await browser.newContext()
  const page = await visit(context)
  await beginConversation(page)
  await say(page, 'Before the tunnel')
  await expectSent(page)

  await context.setOffline(true)
  await expect(page.getByText('No connection. Your words stay here until it is back.')).toBeVisible()
  await say(page, 'In the tunnel')
  await say(page, 'Still in the tunnel')
  await expect(log(page).getByText('Waiting for the network').first()).toBeVisible()

  await context.setOffline(false)
  await expect(page.getByText('No connection.')).toBeHidden()
  await expectSent(page)
  await page.reload()
  await openChat(page)
  await page.getByRole('button', { name: /Still in the tunnel/ }).click()
  await expect(log(page).locator('.b')).toHaveText([
    'Before the tunnel',
    'In the tunnel',
    'Still in the tunnel',
  ])
  await context.close()
})

test('two pages of one visitor show the same conversation, live', async ({ browser }) => {
  const context = await browser.newContext()
  const [first, second] = [await visit(context), await visit(context, 'product.html')]
  // The second page has its panel before there is a visitor.
  await openChat(second)
  await launcher(second).click()
  await beginConversation(first)
  await say(first, 'From the first page')
  await expectSent(first)

  await openChat(second)
  await second.getByRole('button', { name: /From the first page/ }).click()
  await expect(log(second)).toContainText('From the first page')
  await say(second, 'From the second page')
  await expect(log(first)).toContainText('From the second page')
  await say(first, 'And back again')
  await expect(log(second)).toContainText('And back again')
  expect([...errorsOf(first), ...errorsOf(second)]).toEqual([])
  await context.close()
})

test('two pages that start at the same moment are one visitor', async ({ browser }) => {
  const context = await browser.newContext()
  const pages = [await visit(context), await visit(context, 'shop.html')]
  const sessions: string[] = []
  context.on('request', request => {
    if (request.url().endsWith('/v1/widget/sessions')) sessions.push(request.method())
  })
  for (const page of pages) await openChat(page)
  await Promise.all(
    pages.map(page => page.getByRole('button', { name: 'Start a conversation' }).dispatchEvent('click')),
  )
  for (const page of pages) await expect(page.getByRole('button', { name: /Orders/ })).toBeVisible()
  expect(sessions.filter(method => method === 'POST')).toHaveLength(1)
  await context.close()
})

test('the conversation goes along through the site, back and forward', async ({ browser }) => {
  const context = await browser.newContext()
  const page = await visit(context)
  await beginConversation(page)
  await say(page, 'Do the bulbs need sun?')
  await expectSent(page)
  await page.keyboard.press('Escape')
  await expect(panel(page)).toBeHidden()
  await page.getByRole('link', { name: 'Shop', exact: true }).first().click()
  await page.getByRole('link', { name: /Evening choir/ }).click()
  await page.goBack()
  await page.goForward()
  await expect(page).toHaveURL(/product/)
  await openChat(page)
  await page.getByRole('button', { name: /Do the bulbs need sun/ }).click()
  await say(page, 'They are for the north side.')
  await expectSent(page)
  await page.goBack()
  await page.goBack()
  await expect(page).toHaveURL(shop())
  await openChat(page)
  await expect(panel(page)).toContainText('They are for the north side.')
  expect(errorsOf(page)).toEqual([])
  await context.close()
})

test('a blocked visitor is told calmly', async ({ browser }) => {
  const context = await browser.newContext()
  const page = await visit(context)
  await beginConversation(page)
  const tag = crypto.randomUUID().slice(0, 8)
  await say(page, `Buy my watches ${tag}`)
  await expectSent(page)
  const { page: owner } = await signIn(browser, 'owner')
  const status = await owner.evaluate(async words => {
    const { items } = await (await fetch(`/v1/conversations?view=all&q=${words}`)).json()
    const { id } = items[0].chatUser
    return (await fetch(`/v1/chat-users/${id}/block`, { method: 'POST' })).status
  }, tag)
  expect(status).toBeLessThan(300)
  await composer(page).fill('Cheap watches')
  await page.keyboard.press('Enter')
  await expect(panel(page).getByText('This conversation is not available.')).toBeVisible()
  expect(errorsOf(page, /403|401/)).toEqual([])
  await Promise.all([context.close(), owner.context().close()])
})
