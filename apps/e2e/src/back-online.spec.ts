import { expect, test } from '@playwright/test'
import { signIn, visit, visitorByApi } from './house.ts'
import { stamp } from './probes/outbox.ts'
import { beginConversation, expectSent, log, openChat, say } from './probes/visitor.ts'

// What could not be fetched without a network comes with it, and nobody has to ask for it.

test('the widget fetches what was said before', async ({ browser }) => {
  const context = await browser.newContext()
  const page = await visit(context)
  const words = `Are these bulbs hardy? ${stamp()}`
  await beginConversation(page)
  await say(page, words)
  await expectSent(page)
  await page.reload()
  await openChat(page)
  const item = page.getByRole('button', { name: new RegExp(words.replace('?', '\\?')) })
  // The pointer has fetched the view.
  await item.hover()
  await page.waitForLoadState('networkidle')

  await context.setOffline(true)
  await item.click()
  await expect(log(page)).toContainText('The messages could not be fetched')
  await expect(log(page)).not.toContainText(words)
  await context.setOffline(false)
  await expect(log(page)).toContainText(words)
  await expect(log(page)).not.toContainText('The messages could not be fetched')
  await context.close()
})

test('the inbox fetches the conversation that was opened', async ({ browser }) => {
  const { page, context } = await signIn(browser, 'owner')
  const words = `Do you ship to Lisbon? ${stamp()}`
  await page.goto('/queue')
  await (await visitorByApi()).write(words)
  const row = page.getByRole('link', { name: new RegExp(words.replace('?', '\\?')) })
  await expect(row).toBeVisible()

  await context.setOffline(true)
  await row.click()
  const trouble = page.getByText('Newer messages could not be fetched.')
  await expect(trouble).toBeVisible()
  await context.setOffline(false)
  await expect(page.getByRole('log')).toContainText(words)
  await expect(trouble).toBeHidden()
  await context.close()
})
