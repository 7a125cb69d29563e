import { expect, test } from '@playwright/test'
import { visit } from './house.ts'
import { gate } from './probes/gate.ts'
import { settled } from './probes/looks.ts'
import { beginOwnChat } from './probes/own-chat.ts'
import { PICTURE } from './probes/picture.ts'
import { composer, expectSent, log, openChat, panel, say } from './probes/visitor.ts'

// What is reached by keys, and hit where little fits.

test('Escape takes one layer at a time: the picture, the menu, the panel', async ({ browser }) => {
  const { page, close } = await beginOwnChat(browser)
  await page
    .locator('halloo-chat input[type=file]')
    .setInputFiles([PICTURE, { ...PICTURE, name: 'gate.png' }])
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expectSent(page)
  const pictures = log(page).getByRole('button', { name: /^Open / })
  await pictures.first().click()
  const viewer = page.locator('halloo-chat').getByRole('dialog', { name: /^Picture: / })
  await expect(viewer).toBeFocused()
  await expect(viewer.getByText('1 of 2')).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await expect(viewer.getByText('2 of 2')).toBeVisible()
  await page.keyboard.press('Tab')
  for (let n = 0; n < 8; n++) await page.keyboard.press('Tab')
  expect(await viewer.evaluate(one => one.contains((one.getRootNode() as ShadowRoot).activeElement))).toBe(
    true,
  )
  await page.keyboard.press('Escape')
  await expect(viewer).toHaveCount(0)
  await expect(pictures.first()).toBeFocused()

  await page.getByRole('button', { name: 'More' }).click()
  await expect(page.getByRole('button', { name: 'End the conversation' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'End the conversation' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'More' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(panel(page)).toBeHidden()
  await close()
})

test('emoji are gone through by arrows, as they stand', async ({ browser }) => {
  const { page, close } = await beginOwnChat(browser)
  await page.getByRole('button', { name: 'Emoji' }).click()
  const picker = page.getByRole('group', { name: 'Emoji' })
  const place = () => picker.locator(':focus').boundingBox()
  await expect(picker.getByRole('button').first()).toBeFocused()
  await settled(page)
  await page.keyboard.press('ArrowRight')
  const second = await place()
  await page.keyboard.press('ArrowDown')
  const below = await place()
  expect(below?.x).toBe(second?.x)
  expect(below?.y).toBe((second?.y ?? 0) + (second?.height ?? 0))
  await page.keyboard.press('ArrowUp')
  expect(await place()).toEqual(second)
  await page.keyboard.press('Enter')
  await expect(composer(page)).toHaveValue('😄')
  await close()
})

test('at 400 % nothing is cut off, and every target can be hit', async ({ browser }) => {
  // 1280 by 1024 at 400 %.
  const { site, page, close } = await beginOwnChat(browser, { width: 320, height: 256 })
  await say(page, 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft')
  await expectSent(page)
  const { id } = await site.conversation()
  await site.ask('POST', `/v1/conversations/${id}/accept`)
  await site.reply(id, {
    content: 'Which one?',
    quickReplies: ['The first', 'The second of them all, and nothing else'],
  })
  await expect(page.getByRole('button', { name: 'The first' })).toBeVisible()
  await expect(composer(page)).toBeVisible()
  await settled(page)
  const small = await panel(page).evaluate(one =>
    [...one.querySelectorAll<HTMLElement>('button, a[href], input:not([type=file])')]
      .filter(target => target.offsetParent && !target.closest('.said'))
      .map(target => ({ name: target.ariaLabel ?? target.textContent, box: target.getBoundingClientRect() }))
      .filter(({ box }) => Math.min(box.width, box.height) < 40)
      .map(({ name }) => name),
  )
  expect(small).toEqual([])
  expect(await panel(page).evaluate(one => one.scrollWidth)).toBeLessThanOrEqual(320)
  expect(await log(page).evaluate(one => one.scrollWidth - one.clientWidth)).toBe(0)
  await close()
})

test('what takes a while keeps the focus, lets Escape through, and goes on at what took its place', async ({
  browser,
}) => {
  const context = await browser.newContext()
  const page = await visit(context)
  const [asked, answer] = gate()
  await page.route('**/v1/widget/departments?*', async route => {
    await asked
    await route.continue()
  })
  await openChat(page)
  const start = page.getByRole('button', { name: 'Start a conversation' })
  await start.focus()
  await page.keyboard.press('Enter')
  await expect(start).toHaveAttribute('aria-busy', 'true')
  await expect(start).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(panel(page)).toBeHidden()
  await page.keyboard.press('Enter')
  await expect(start).toHaveAttribute('aria-busy', 'true')
  await start.focus()
  answer()
  await expect(page.getByRole('button', { name: /Orders/ })).toBeFocused()
  await context.close()
})
