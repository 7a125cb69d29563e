import { expect, test } from '@playwright/test'
import { errorsOf, newOwner } from './house.ts'
import { expectNoViolations } from './probes/looks.ts'

// What an owner does to bring the chat onto their website.

const origin = () => `http://localhost:${process.env.E2E_PORT}`

test('the doctor says what a page lacks, with the line to paste', async ({ browser }) => {
  const { page, context } = await newOwner(browser, { viewport: { width: 1440, height: 1000 } })
  await page.goto('/settings/install')
  await page.getByLabel('Add a website').fill(origin())
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByRole('button', { name: `Remove ${origin()}` })).toBeVisible()
  // The inbox itself: strict, and without the tag.
  await page.getByLabel('Page', { exact: true }).fill(`${origin()}/`)
  await page.getByRole('button', { name: 'Examine' }).click()
  await expect(page.getByText(/of \d+ need you/)).toBeVisible()
  const { chatApiKey } = await (await page.request.get('/v1/settings')).json()
  const line = `<script async src="${origin()}/widget/${chatApiKey}.js"></script>`
  await expect(page.getByRole('listitem').filter({ hasText: 'Tag' }).getByText(line)).toBeVisible()
  await expectNoViolations(page)

  await page.getByLabel('Page', { exact: true }).fill('https://nobody.invalid/')
  await page.getByRole('button', { name: 'Examine' }).click()
  await expect(page.getByText('1 of 1 need you.')).toBeVisible()
  expect(errorsOf(page)).toEqual([])
  await context.close()
})

test('the pinned tag and the policy stand ready to be copied', async ({ browser }) => {
  const { page, context } = await newOwner(browser)
  await page.goto('/settings/install')
  await page.getByText('Pinned', { exact: true }).click()
  await expect(page.getByText(/integrity="sha384-[\w+/=]+" crossorigin="anonymous"/)).toBeVisible()
  await expect(page.getByText(/^script-src http[\s\S]*img-src http/)).toBeVisible()
  await context.close()
})

for (const [width, scheme] of [
  [390, 'light'],
  [768, 'dark'],
  [1440, 'light'],
  [1440, 'dark'],
] as const)
  test(`the page can be read at ${width}, ${scheme}`, async ({ browser }) => {
    const { page, context } = await newOwner(browser, {
      viewport: { width, height: 1000 },
      colorScheme: scheme,
    })
    await page.goto('/settings/install')
    await page.getByLabel('Page', { exact: true }).fill(`${origin()}/`)
    await page.getByRole('button', { name: 'Examine' }).click()
    await expect(page.getByText(/of \d+ need you/)).toBeVisible()
    await expectNoViolations(page)
    await page.screenshot({
      path: `../../test-results/pictures/install-${width}-${scheme}.png`,
      fullPage: true,
    })
    await context.close()
  })
