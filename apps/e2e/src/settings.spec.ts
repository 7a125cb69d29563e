import { expect, test } from '@playwright/test'
import { errorsOf, newOwner } from './house.ts'

// What an admin changes is seen beside the form at once, and by visitors after publishing.

test('welcome words are tried live, published, and stand in the loader', async ({ browser }) => {
  const { page, context } = await newOwner(browser, { viewport: { width: 1440, height: 900 } })
  await page.goto('/settings/widget')
  const stage = page.getByRole('region', { name: 'Preview' })
  await expect(stage.getByText('How can we help?')).toBeVisible()

  await page.getByLabel('Welcome').fill('Good day!\nWhat may it be?')
  await expect(stage.getByText('What may it be?')).toBeVisible()
  await expect(page.getByText('Words not published')).toBeVisible()
  await page.getByRole('button', { name: 'Publish' }).click()
  await expect(page.getByText('Version 1, as published')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Publish' })).toBeDisabled()

  const { chatApiKey } = await (await page.request.get('/v1/settings')).json()
  const loader = async () => (await page.request.get(`/widget/${chatApiKey}.js`)).text()
  await expect.poll(loader).toContain('What may it be?')
  expect(errorsOf(page)).toEqual([])
  await context.close()
})

test('a department is made, staffed, renamed and deleted', async ({ browser }) => {
  const { page, context } = await newOwner(browser)
  await page.goto('/settings/departments')
  await page
    .getByRole('button', { name: /new department|add department|new|add/i })
    .first()
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Wholesale')
  await dialog.locator('button[type=submit]').click()
  const card = page.getByRole('region', { name: 'Wholesale' })
  await expect(card).toBeVisible()
  await card.getByRole('button', { name: 'Add somebody to Wholesale' }).click()
  await page.getByRole('menuitem', { name: /Olive/ }).click()
  await expect(card.getByRole('list', { name: 'Members of Wholesale' })).toContainText('Olive')
  await card.getByRole('button', { name: 'More about Wholesale' }).click()
  await page.getByRole('menuitem', { name: /delete/i }).click()
  await page
    .getByRole('alertdialog')
    .or(page.getByRole('dialog'))
    .getByRole('button', { name: /delete/i })
    .click()
  await expect(card).toHaveCount(0)
  expect(errorsOf(page)).toEqual([])
  await context.close()
})
