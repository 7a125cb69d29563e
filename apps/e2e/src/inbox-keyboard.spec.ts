import { expect, test } from '@playwright/test'
import { demo, signIn, visitorByApi } from './house.ts'

// A day in the inbox without a mouse.

test('signing in, finding, answering and resolving by keyboard alone', async ({ browser }) => {
  const context = await browser.newContext()
  const page = await context.newPage()
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

  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('log')).toBeVisible()
  await page.keyboard.press('r')
  await page.keyboard.type('By keyboard alone.')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('log')).toContainText('By keyboard alone.')
  await page.keyboard.press('Escape')

  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toContainText('All keys')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.type('Queue')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/queue/)
  await context.close()
})

test('a message in an own conversation is counted in the title', async ({ browser }) => {
  const { page, context } = await signIn(browser, 'agent')
  const visitor = await visitorByApi()
  await visitor.write('Ring ring')
  await page.evaluate(
    id => fetch(`/v1/conversations/${id}/accept`, { method: 'POST' }),
    visitor.conversationId,
  )
  const counted = async () => Number(/^\((\d+)\)/.exec(await page.title())?.[1] ?? 0)
  await expect.poll(counted).toBeGreaterThan(0)
  const before = await counted()
  const other = await visitorByApi()
  await other.write('And me?')
  await page.evaluate(id => fetch(`/v1/conversations/${id}/accept`, { method: 'POST' }), other.conversationId)
  await expect.poll(counted).toBeGreaterThan(before)
  await context.close()
})
