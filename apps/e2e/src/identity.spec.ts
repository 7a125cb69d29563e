import { createHmac, randomUUID } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { errorsOf, newOwner, signIn, visitorByApi } from './house.ts'
import { expectNoViolations } from './probes/looks.ts'

// An admin makes a secret, a server signs with it, and a revoked one is believed no more.

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A token as the customer's server makes it. */
function tokenOf(secret: string, aud: string) {
  const now = Math.floor(Date.now() / 1000)
  const text = `${part({ alg: 'HS256' })}.${part({ sub: 'ada', aud, iat: now, exp: now + 600, jti: randomUUID() })}`
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
}

const settingsOf = async (page: Page): Promise<{ id: string; chatApiKey: string }> =>
  (await page.request.get('/v1/settings')).json()

/** The status with which a token is exchanged. */
async function exchange(page: Page, secret: string) {
  const { id, chatApiKey: key } = await settingsOf(page)
  const data = { key, identityToken: tokenOf(secret, id) }
  return (await page.request.post('/v1/widget/sessions', { data })).status()
}

const shot = (page: Page, name: string) =>
  page.screenshot({ path: `../../test-results/identity/${name}.png` })

test('a secret is made, shown once, used, followed by another, and revoked', async ({ browser }) => {
  test.setTimeout(60_000)
  const { page, context } = await newOwner(browser, { permissions: ['clipboard-read', 'clipboard-write'] })
  await page.goto('/settings/identity')
  await page.getByLabel('Mode').selectOption('optional')
  await expect(page.getByText('no token can be believed yet')).toBeVisible()
  await page.getByRole('button', { name: 'Make a secret' }).click()
  const dialog = page.getByRole('dialog', { name: 'Your new secret' })
  const first = (await dialog.locator('code').textContent()) ?? ''
  await dialog.getByRole('button', { name: 'Copy secret' }).click()
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(first)
  await dialog.getByRole('button', { name: 'I have kept it' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByText(first)).toHaveCount(0)
  const line = page.getByRole('listitem').filter({ hasText: `isk_…${first.slice(-4)}` })
  await expect(line).toContainText('by Olive Owner · never used')

  expect(await exchange(page, first)).toBe(201)
  await page.getByRole('button', { name: 'Make another' }).click()
  const second = (await dialog.locator('code').textContent()) ?? ''
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Make another' })).toBeDisabled()
  await line.getByRole('button', { name: 'Revoke …' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click()
  await expect(line).toHaveCount(0)
  expect(await exchange(page, first)).toBe(401)
  expect(await exchange(page, second)).toBe(201)
  expect(errorsOf(page)).toEqual([])
  await context.close()
})

test('the lines for the server name the organization, in every language', async ({ browser }) => {
  const { page, context } = await newOwner(browser)
  await page.goto('/settings/identity')
  const { id } = await settingsOf(page)
  for (const language of ['Node', 'Python', 'PHP', 'Ruby']) {
    await page.getByText(language, { exact: true }).click()
    await expect(page.locator('code').first()).toContainText(id)
  }
  await context.close()
})

test('Required is asked for twice', async ({ browser }) => {
  const { page, context } = await newOwner(browser)
  await page.goto('/settings/identity')
  const mode = page.getByLabel('Mode')
  await mode.selectOption('required')
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await expect(mode).toHaveValue('off')
  await mode.selectOption('required')
  await page.getByRole('dialog').getByRole('button', { name: 'Require identity' }).click()
  await expect(mode).toHaveValue('required')
  const { chatApiKey: key } = await settingsOf(page)
  expect((await page.request.post('/v1/widget/sessions', { data: { key } })).status()).toBe(401)
  expect(errorsOf(page)).toEqual([])
  await context.close()
})

test('a contact is signed out everywhere, and can no longer write', async ({ browser }) => {
  const visitor = await visitorByApi()
  await visitor.write('Is anybody there?')
  const { page, context } = await signIn(browser, 'owner', { viewport: { width: 1440, height: 900 } })
  await page.goto(`/all/${visitor.conversationId}`)
  await page.getByRole('button', { name: 'More about this contact' }).click()
  await page.getByRole('menuitem', { name: 'Sign out everywhere …' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect(await visitor.write('And now?')).toMatchObject({ code: 'unauthenticated' })
  expect(errorsOf(page)).toEqual([])
  await context.close()
})

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [390, 768, 1440])
    test(`the page and its dialog at ${width}, ${colorScheme}`, async ({ browser }) => {
      test.setTimeout(60_000)
      const { page, context } = await newOwner(browser, { colorScheme, viewport: { width, height: 900 } })
      await page.goto('/settings/identity')
      await page.getByLabel('Mode').selectOption('optional')
      await page.getByRole('button', { name: 'Make a secret' }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
      await expectNoViolations(page, { name: 'dialog' })
      await shot(page, `dialog-${width}-${colorScheme}`)
      await page.getByRole('button', { name: 'I have kept it' }).click()
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await expectNoViolations(page, { name: 'page' })
      await shot(page, `page-${width}-${colorScheme}`)
      await context.close()
    })
