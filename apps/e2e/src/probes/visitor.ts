import { expect, type Page } from '@playwright/test'

export const launcher = (page: Page) =>
  page.locator('halloo-chat').getByRole('button', { name: /^Chat( \(\d+\+?\))?$/ })
export const panel = (page: Page) => page.getByRole('dialog', { name: /^Chat with/ })
export const composer = (page: Page) => page.getByRole('textbox', { name: 'Write a message' })
export const log = (page: Page) => page.getByRole('log')

export async function openChat(page: Page) {
  await launcher(page).click()
  await expect(panel(page)).toBeVisible()
}

/** Opens the chat and goes as far as an empty conversation with the first department. */
export async function beginConversation(page: Page) {
  await openChat(page)
  await page.getByRole('button', { name: 'Start a conversation' }).click()
  await page.getByRole('button', { name: /Orders/ }).click()
  await page.getByRole('button', { name: 'Not now' }).click()
  await expect(composer(page)).toBeVisible()
}

export async function say(page: Page, text: string) {
  await composer(page).fill(text)
  await page.keyboard.press('Enter')
  await expect(log(page)).toContainText(text)
}

/** The last message that the visitor wrote has reached the server. */
export const expectSent = (page: Page) => expect(log(page).getByText(/^(Sent|Read) · /)).toBeVisible()

const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

export const picture = {
  name: 'gate.png',
  mimeType: 'image/png',
  buffer: Buffer.from(PIXEL, 'base64'),
}

export const attach = (page: Page, file = picture) =>
  page.locator('halloo-chat input[type=file]').setInputFiles(file)
