import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { signIn, visit } from './house.ts'
import { settled } from './probes/looks.ts'
import { launcher } from './probes/visitor.ts'

// The pictures of the README. Kept where the README finds them only when asked for: PICTURES=1.

const docs = fileURLToPath(new URL('../../../docs/images', import.meta.url))
const folder = process.env.PICTURES
  ? docs
  : fileURLToPath(new URL('../../../test-results/pictures', import.meta.url))

test('the inbox in a picture', async ({ browser }) => {
  const { page, context } = await signIn(browser, 'agent', { viewport: { width: 1280, height: 800 } })
  await page.goto('/mine')
  await page
    .getByRole('link', { name: /Leïla Haddad/ })
    .first()
    .click()
  await expect(page.getByRole('log')).toContainText('Rosemary would sulk')
  await page.getByRole('textbox', { name: /reply/i }).fill('A sage would love the wall opposite, though.')
  await page.screenshot({ path: path.join(folder, 'inbox.png') })
  await context.close()
})

test('the widget in a picture', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const page = await visit(context)
  await launcher(page).click()
  await expect(page.getByRole('dialog')).toContainText('What is growing?')
  await settled(page)
  await page.screenshot({ path: path.join(folder, 'widget.png') })
  await context.close()
})
