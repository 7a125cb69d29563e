import { expect, type Locator, test } from '@playwright/test'
import { errorsOf, signIn } from './house.ts'

// Where the system chooses the colours no ground tells anything apart: lines must.

const styleOf = (place: Locator) =>
  place.evaluate(element => {
    const { backgroundColor, borderTopWidth, outlineStyle } = getComputedStyle(element)
    return { backgroundColor, borderTopWidth, outlineStyle }
  })

test('with forced colours, what is chosen differs from its neighbours', async ({ browser }) => {
  const { page, context } = await signIn(browser, 'owner', { forcedColors: 'active' })
  await page.goto('/all')
  await page
    .getByRole('link', { name: /Jonas Weber/ })
    .first()
    .click()
  await expect(page.getByRole('log')).toContainText('The bulbs really have to go')
  expect((await styleOf(page.getByRole('group', { name: 'Reply' }))).borderTopWidth).toBe('1px')

  const places = page.getByRole('navigation')
  const [here, there] = [
    places.locator('[aria-current]').first(),
    places.getByRole('link', { name: /^Mine/ }),
  ]
  expect((await styleOf(here)).borderTopWidth).toBe('1px')
  expect((await styleOf(there)).borderTopWidth).toBe('0px')

  await page.keyboard.press('Control+k')
  const options = page.getByRole('option')
  await expect(options.first()).toHaveAttribute('aria-selected', 'true')
  expect((await styleOf(options.first())).outlineStyle).toBe('solid')
  expect((await styleOf(options.last())).outlineStyle).toBe('none')
  expect((await styleOf(page.getByRole('dialog'))).borderTopWidth).toBe('1px')
  await page.keyboard.press('Escape')

  await page.goto('/settings/account')
  const themes = page.getByRole('group', { name: 'Theme' }).locator('label')
  const [chosen, other] = [themes.filter({ has: page.locator(':checked') }), themes.last()]
  expect((await styleOf(chosen)).backgroundColor).not.toBe((await styleOf(other)).backgroundColor)
  expect(errorsOf(page)).toEqual([])
  await context.close()
})
