import { expect, test } from '@playwright/test'
import { errorsOf, signIn, visit } from './house.ts'
import { openHostPage } from './probes/host-page.ts'
import { cutOff, letter, QUIET, queue, saidIn, stamp, waitsFor, withoutSockets } from './probes/outbox.ts'
import { attach, beginConversation, expectSent, log, say } from './probes/visitor.ts'

// Where a browser keeps nothing, and where a network lets no socket through.

test('where the browser keeps nothing, words wait in memory', async ({ browser }) => {
  const context = await browser.newContext()
  await context.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError')
    }
  })
  const page = await openHostPage(context)
  await beginConversation(page)
  await cutOff(context, page)
  await queue(page, 'One')
  await attach(page, letter)
  await queue(page, 'Two')
  await waitsFor(page)
  await context.setOffline(false)
  await expectSent(page)
  await expect.poll(() => saidIn(page)).toEqual(['One', 'Two'])
  await expect(log(page).getByRole('button', { name: /letter\.txt/ })).toHaveCount(1)
  expect(errorsOf(page, QUIET)).toEqual([])
  await context.close()
})

test('where no socket goes through, the answer still comes', async ({ browser }) => {
  test.setTimeout(60_000)
  const { page: inbox, context: team } = await signIn(browser, 'owner')
  const context = await browser.newContext()
  await context.addInitScript(withoutSockets)
  const page = await visit(context)
  const tag = stamp()
  const asked = page.waitForRequest(/\/v1\/widget\/events/)
  await beginConversation(page)
  await say(page, `Only by asking ${tag}`)
  await expectSent(page)
  await asked
  await expect(page.getByText('No connection.')).toBeHidden()
  await inbox.goto('/queue')
  await inbox
    .getByRole('link', { name: new RegExp(`Only by asking ${tag}`) })
    .first()
    .click()
  await inbox.getByRole('textbox', { name: /reply/i }).fill('Heard all the same')
  await inbox.keyboard.press('Control+Enter')
  await expect(log(page)).toContainText('Heard all the same')
  await expect(log(page).getByText('Heard all the same')).toHaveCount(1)
  await Promise.all([context.close(), team.close()])
})
