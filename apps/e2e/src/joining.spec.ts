import { type Browser, expect, type Page, test } from '@playwright/test'
import { errorsOf, mailTo, watchForErrors } from './house.ts'

// From nobody to a team of two, in the browser: sign-up, mail, an organization, an invitation, its acceptance.

const PASSWORD = 'a long enough password'

async function newcomer(browser: Browser) {
  const page = await (await browser.newContext()).newPage()
  watchForErrors(page)
  return page
}

/** Follows the newest link that was mailed to an address with this word. */
async function followMail(page: Page, to: string, word: string) {
  const { text } = await mailTo(page, to, word)
  await page.goto(/https?:\/\/\S+/.exec(text)?.[0] ?? '/nothing-was-mailed')
}

async function signUp(page: Page, name: string, email: string) {
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign up' }).click()
  await expect(page.getByRole('heading', { name: 'Look into your mail' })).toBeVisible()
}

test('somebody signs up, names an organization, and is joined by whom they invite', async ({ browser }) => {
  test.setTimeout(60_000)
  const stamp = crypto.randomUUID().slice(0, 8)
  const [anna, ben] = [`anna-${stamp}@people.example`, `ben-${stamp}@people.example`]
  const owner = await newcomer(browser)
  await owner.goto('/sign-up')
  await signUp(owner, 'Anna Berg', anna)
  await followMail(owner, anna, 'Confirm')
  await owner.getByLabel('Name', { exact: true }).fill(`Bakery ${stamp}`)
  await owner.locator('form button[type=submit]').click()
  await expect(owner.getByRole('heading', { level: 1 }).first()).toBeVisible()
  await expect(owner.getByText(`Bakery ${stamp}`).first()).toBeVisible()

  await owner.goto('/settings/team')
  await owner.getByRole('button', { name: 'Invite' }).click()
  const dialog = owner.getByRole('dialog')
  await dialog.getByLabel('E-mail').fill(ben)
  await dialog.locator('button[type=submit]').click()
  await expect(dialog).toHaveCount(0)
  await expect(owner.getByText(ben).first()).toBeVisible()

  const agent = await newcomer(browser)
  await followMail(agent, ben, 'Accept')
  await agent.getByRole('link', { name: 'Make an account' }).click()
  await signUp(agent, 'Ben Sommer', ben)
  await followMail(agent, ben, 'Confirm')
  await followMail(agent, ben, 'Accept')
  await agent.locator('form button[type=submit]').click()
  await expect(agent.getByText(`Bakery ${stamp}`).first()).toBeVisible()

  // The owner sees them come without a reload.
  await expect(owner.getByText('Ben Sommer').first()).toBeVisible()
  expect(errorsOf(owner)).toEqual([])
  expect(errorsOf(agent, /401|403/)).toEqual([])
  await Promise.all([owner.context().close(), agent.context().close()])
})
