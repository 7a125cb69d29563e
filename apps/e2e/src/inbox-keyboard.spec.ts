import { expect, test } from '@playwright/test'
import { demo, newOwner, visitorByApi } from './house.ts'

// A day in the inbox without a mouse.

test('signing in, finding, answering and resolving by keyboard alone', async ({ browser }) => {
  test.setTimeout(60_000)
  const context = await browser.newContext()
  const page = await context.newPage()
  const rows = page.locator('[data-row]')
  const { email = '', password = '' } = demo().signIns[1] ?? {}
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').focus()
  await page.keyboard.type(email)
  await page.keyboard.press('Tab')
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/mine/)
  await expect(page.getByRole('link', { name: /Jonas Weber/ }).first()).toBeVisible()

  await page.keyboard.press('g')
  await page.keyboard.press('a')
  await expect(page).toHaveURL(/\/all/)
  await page.keyboard.press('g')
  await page.keyboard.press('m')
  await expect(page).toHaveURL(/\/mine/)

  await expect(rows.first()).toBeVisible()
  await page.keyboard.press('j')
  await expect(rows.first()).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('log')).toBeVisible()
  const reply = page.getByRole('textbox', { name: /^Reply to/ })
  await expect(reply).toBeVisible()
  await page.keyboard.press('r')
  await expect(reply).toBeFocused()
  await page.keyboard.type('By keyboard alone.')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('log')).toContainText('By keyboard alone.')
  await page.keyboard.press('Escape')
  await expect(reply).not.toBeFocused()

  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toContainText('All keys')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: 'Search or jump to' })).toBeFocused()
  await page.keyboard.type('Queue')
  await expect(page.getByRole('option', { selected: true })).toContainText('Queue')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/queue/)
  await context.close()
})

test('a message in an own conversation is counted in the title', async ({ browser }) => {
  const { page, context } = await newOwner(browser)
  const origin = `http://localhost:${process.env.E2E_PORT}`
  const { chatApiKey } = await (await page.request.get('/v1/settings')).json()
  await page.goto('/mine')
  for (const [count, words] of ['Ring ring', 'And me?'].entries()) {
    const visitor = await visitorByApi({}, chatApiKey)
    await visitor.write(words)
    const accept = `/v1/conversations/${visitor.conversationId}/accept`
    expect((await page.request.post(accept, { headers: { origin } })).ok()).toBe(true)
    await expect(page).toHaveTitle(new RegExp(`^\\(${count + 1}\\)`))
  }
  await context.close()
})
