import { expect, test } from '@playwright/test'
import { errorsOf } from './house.ts'
import { beginOwnChat } from './probes/own-chat.ts'
import { openPanel } from './probes/own-site.ts'
import { composer, panel } from './probes/visitor.ts'

// Voice notes: the microphone that they need.

test('a microphone that is refused is explained, and the composer comes back', async ({ browser }) => {
  const { page, close } = await beginOwnChat(browser)
  await page.evaluate(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'))
  })
  await page.getByRole('button', { name: 'Record a voice note' }).click()
  await expect(page.getByText('The browser does not allow the microphone here.')).toBeVisible()
  await expect(composer(page)).toBeFocused()
  expect(errorsOf(page)).toEqual([])
  await close()
})

test('a recording ends when the panel is put away', async ({ browser }) => {
  const { page, close } = await beginOwnChat(browser)
  await page.context().grantPermissions(['microphone'])
  await page.evaluate(() => {
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
    navigator.mediaDevices.getUserMedia = async wanted => {
      window.stream = await ask(wanted)
      return window.stream
    }
  })
  await page.getByRole('button', { name: 'Record a voice note' }).click()
  await expect(panel(page).locator('.count')).not.toHaveText('0:00')
  await page.locator('halloo-chat').getByRole('button', { name: 'Close' }).first().click()
  await expect
    .poll(() => page.evaluate(() => window.stream.getTracks().map(track => track.readyState)))
    .toEqual(['ended'])
  await openPanel(page)
  await expect(composer(page)).toBeVisible()
  await close()
})

declare global {
  interface Window {
    stream: MediaStream
  }
}
