import { expect, test } from '@playwright/test'
import { errorsOf, signIn, visit } from './house.ts'
import {
  cutOff,
  keptIn,
  letter,
  QUIET,
  queue,
  readByTeam,
  saidIn,
  stamp,
  waitingIn,
  waitsFor,
} from './probes/outbox.ts'
import {
  attach,
  beginConversation,
  composer,
  expectSent,
  launcher,
  log,
  openChat,
  say,
} from './probes/visitor.ts'

// No word is lost: without network, through reloads and closed tabs, and in two tabs.

test('three messages and a file, written without network, survive the tab: once each, in order', async ({
  browser,
}) => {
  test.setTimeout(60_000)
  const { page: inbox, context: team } = await signIn(browser, 'owner')
  const context = await browser.newContext()
  const page = await visit(context)
  const tag = stamp()
  await beginConversation(page)
  await say(page, `Before ${tag}`)
  await expectSent(page)

  await cutOff(context, page)
  await queue(page, `One ${tag}`)
  await queue(page, `Two ${tag}`)
  await attach(page, letter)
  await queue(page, `Three ${tag}`)
  await waitsFor(page)
  await composer(page).fill('Half a sen')
  await expect.poll(() => waitingIn(page)).toBe(5)
  await page.close()
  await context.setOffline(false)

  const later = await visit(context)
  const wanted = [`Before ${tag}`, `One ${tag}`, `Two ${tag}`, `Three ${tag} + letter.txt`]
  // Sent without the visitor having to open the chat.
  await expect.poll(() => readByTeam(inbox, tag), { timeout: 15_000 }).toEqual([wanted])
  await openChat(later)
  await later.getByRole('button', { name: new RegExp(`Three ${tag}`) }).click()
  await expect
    .poll(() => saidIn(later))
    .toEqual(['Before', 'One', 'Two', 'Three'].map(word => `${word} ${tag}`))
  await expect(log(later).getByRole('button', { name: /letter\.txt/ })).toHaveCount(1)
  await expect(composer(later)).toHaveValue('Half a sen')
  await expect.poll(() => waitingIn(later)).toBe(1)
  expect(errorsOf(later, QUIET)).toEqual([])
  await Promise.all([context.close(), team.close()])
})

test('a first message without network, without ever having been here: a session comes with the network', async ({
  browser,
}) => {
  test.setTimeout(60_000)
  const { page: inbox, context: team } = await signIn(browser, 'owner')
  const context = await browser.newContext()
  const page = await visit(context)
  const tag = stamp()
  await openChat(page)
  // The pointer has fetched what comes after the first view.
  await page.getByRole('button', { name: 'Start a conversation' }).hover()
  await page.waitForLoadState('networkidle')
  expect(await keptIn(page)).toEqual({ databases: [], entries: [] })
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Start a conversation' }).click()
  await page.getByRole('button', { name: 'Not now' }).click()
  await expect(composer(page)).toBeVisible()
  expect((await keptIn(page)).databases).toEqual([])
  await queue(page, `First of all ${tag}`)
  await waitsFor(page)
  await expect.poll(() => waitingIn(page)).toBe(1)
  await page.close()
  await context.setOffline(false)

  const later = await visit(context, 'shop.html')
  await expect.poll(() => readByTeam(inbox, tag), { timeout: 15_000 }).toEqual([[`First of all ${tag}`]])
  await openChat(later)
  await expect(later.getByRole('button', { name: new RegExp(`First of all ${tag}`) })).toHaveCount(1)
  await Promise.all([context.close(), team.close()])
})

test('a reload in the middle: what waits is shown, named on the first view, and sent once', async ({
  browser,
}) => {
  const { page: inbox, context: team } = await signIn(browser, 'owner')
  const context = await browser.newContext()
  const page = await visit(context)
  const tag = stamp()
  await beginConversation(page)
  // The server is there, but takes no messages.
  await page.route('**/v1/widget/conversations', route => route.abort())
  await queue(page, `One ${tag}`)
  await queue(page, `Two ${tag}`)
  await waitsFor(page)
  await expect.poll(() => waitingIn(page)).toBe(2)
  await page.reload()
  await openChat(page)
  await page.getByRole('button', { name: new RegExp(`You: Two ${tag}`) }).click()
  await waitsFor(page)
  expect(await saidIn(page)).toEqual([`One ${tag}`, `Two ${tag}`])
  await page.unroute('**/v1/widget/conversations')
  // It may try again by itself before anybody can ask it to.
  await log(page)
    .getByRole('button', { name: 'Try again' })
    .first()
    .click({ timeout: 2_000 })
    .catch(() => {})
  await expectSent(page)
  await expect.poll(() => readByTeam(inbox, tag)).toEqual([[`One ${tag}`, `Two ${tag}`]])
  await Promise.all([context.close(), team.close()])
})

test('two tabs of one visitor show one queue and send it once', async ({ browser }) => {
  test.setTimeout(60_000)
  const { page: inbox, context: team } = await signIn(browser, 'owner')
  const context = await browser.newContext()
  const [first, second] = [await visit(context), await visit(context, 'product.html')]
  const tag = stamp()
  await beginConversation(first)
  await say(first, `Both ${tag}`)
  await expectSent(first)
  await openChat(second)
  await second.getByRole('button', { name: new RegExp(`Both ${tag}`) }).click()

  await cutOff(context, first)
  await queue(first, `One ${tag}`)
  await expect(log(second)).toContainText(`One ${tag}`)
  await queue(second, `Two ${tag}`)
  await expect(log(first)).toContainText(`Two ${tag}`)
  await composer(second).fill('One composer')
  await expect(composer(first)).toHaveValue('One composer')
  await context.setOffline(false)
  for (const page of [first, second]) await expectSent(page)
  const wanted = ['Both', 'One', 'Two'].map(word => `${word} ${tag}`)
  await expect.poll(() => readByTeam(inbox, tag)).toEqual([wanted])
  for (const page of [first, second]) await expect.poll(() => saidIn(page)).toEqual(wanted)
  await Promise.all([context.close(), team.close()])
})

test('away and back by the browser: the chat goes on, the draft stays, nothing is said twice', async ({
  browser,
}) => {
  const context = await browser.newContext()
  const page = await visit(context)
  await beginConversation(page)
  await say(page, 'Before I look around')
  await expectSent(page)
  await composer(page).fill('And then')
  await page.goto('about:blank')
  await page.goBack()
  if (!(await composer(page).isVisible())) {
    await openChat(page)
    await page.getByRole('button', { name: /Before I look around/ }).click()
  }
  await expect(composer(page)).toHaveValue('And then')
  await page.keyboard.press('Tab')
  await composer(page).focus()
  await page.keyboard.press('Enter')
  await expectSent(page)
  await expect.poll(() => saidIn(page)).toEqual(['Before I look around', 'And then'])
  await context.close()
})

test('reset() takes everything out of the browser', async ({ browser }) => {
  const context = await browser.newContext()
  const page = await visit(context)
  await beginConversation(page)
  await composer(page).fill('A secret')
  await expect.poll(() => waitingIn(page)).toBe(1)
  await page.evaluate(() => window.Halloo && 'reset' in window.Halloo && window.Halloo.reset())
  await expect.poll(() => keptIn(page)).toEqual({ databases: [], entries: [] })
  await expect(launcher(page)).toBeVisible()
  await context.close()
})
