import type { Page } from '@playwright/test'

// What a visitor does, by what they see.

const chat = (page: Page) => page.locator('halloo-chat')
export const launcher = (page: Page) => chat(page).getByRole('button', { name: /^Chat( \(\d+\+?\))?$/ })
export const panel = (page: Page) => page.getByRole('dialog', { name: /^Chat with/ })
export const composer = (page: Page) => page.getByRole('textbox', { name: 'Write a message' })
export const log = (page: Page) => page.getByRole('log')

/** Opens the chat and begins a conversation, as far as its first words. */
export async function begin(page: Page, text: string) {
  await launcher(page).click()
  await page.getByRole('button', { name: 'Start a conversation' }).click()
  await page.getByRole('button', { name: /Orders/ }).click()
  await page.getByRole('button', { name: 'Not now' }).click()
  await composer(page).pressSequentially(text)
  await page.keyboard.press('Enter')
  await log(page)
    .getByText(/^(Sent|Read) · /)
    .waitFor()
}

/** Milliseconds from a click on the launcher until this has the focus; told by the page itself. */
export const untilFocused = (page: Page, selector: string) =>
  page.evaluate(
    wanted =>
      new Promise<number>(done => {
        const root = document.querySelector('halloo-chat')?.shadowRoot
        const button = root?.querySelector<HTMLElement>('button.l')
        const began = performance.now()
        const look = () => {
          let active = root?.activeElement
          while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
          if (active?.matches(wanted)) done(performance.now() - began)
          else requestAnimationFrame(look)
        }
        button?.click()
        look()
      }),
    selector,
  )
