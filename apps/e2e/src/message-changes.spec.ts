import { expect, type Page, test } from '@playwright/test'
import { demo, errorsOf, signIn, visitorByApi } from './house.ts'
import { expectNoViolations, picture } from './probes/looks.ts'

// A reply that is corrected, one that is taken back, and what a visitor thought of it all.

const log = (page: Page) => page.getByRole('log')
const reply = (page: Page) => page.getByRole('textbox', { name: /^Reply to/ })
const said = (page: Page, text: string) => log(page).locator('.said', { hasText: text })
const stamp = () => crypto.randomUUID().slice(0, 8)

async function say(page: Page, text: string) {
  await reply(page).fill(text)
  await page.keyboard.press('Control+Enter')
  await expect(said(page, text)).toBeVisible()
}

async function choose(page: Page, text: string, item: string) {
  const message = said(page, text)
  await message.hover()
  await message.getByRole('button', { name: 'Message actions' }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

test('an agent corrects a reply, takes one back, and reads the rating', async ({ browser }) => {
  test.setTimeout(60_000)
  expect(demo().key).toBeTruthy()
  const { page } = await signIn(browser, 'agent', { viewport: { width: 1440, height: 900 } })
  const visitor = await visitorByApi({ customFields: { order_number: 'B-17', gift: true } })
  const tag = stamp()
  await visitor.write(`Which pots do you have? ${tag}`)
  await page.goto('/all')
  await page
    .getByRole('link', { name: new RegExp(tag) })
    .first()
    .click()
  await expect(log(page)).toContainText(tag)

  await test.step('by keyboard: the menu, other words, and Escape leaves them as they were', async () => {
    await say(page, 'We have red ones.')
    await say(page, 'They cost nothing at all.')
    await said(page, 'red ones').getByRole('button', { name: 'Message actions' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Edit' }).press('Enter')
    const field = page.getByRole('textbox', { name: 'Message', exact: true })
    await expect(field).toBeFocused()
    await field.fill('Something else')
    await page.keyboard.press('Escape')
    await expect(said(page, 'We have red ones.')).toBeVisible()
    await choose(page, 'red ones', 'Edit')
    await field.fill('We have red ones,\nand a few blue.')
    await expectNoViolations(page)
    await picture(page, 'editing')
    await page.keyboard.press('Control+Enter')
    await expect(said(page, 'and a few blue')).toContainText('Edited')
    await expect(reply(page)).toBeFocused()
  })

  await test.step('taken back, it is gone in the log and in the list', async () => {
    await choose(page, 'nothing at all', 'Delete')
    const dialog = page.getByRole('alertdialog').or(page.getByRole('dialog'))
    await expect(dialog).toContainText('Delete this message?')
    await dialog.getByRole('button', { name: 'Delete' }).click()
    await expect(said(page, 'Message deleted')).toBeVisible()
    await expect(log(page)).not.toContainText('nothing at all')
    await expect(page.locator('.conv.on')).toContainText('Message deleted')
  })

  await test.step('answers that were offered stand below the reply', async () => {
    const origin = new URL(page.url()).origin
    const answer = await page.request.post(`/v1/conversations/${visitor.conversationId}/messages`, {
      headers: { origin },
      data: {
        id: `msg_${crypto.randomUUID().replaceAll('-', '').slice(0, 21)}`,
        content: 'Which would you like?',
        quickReplies: ['Red', 'Blue, please', 'One of each, if there is a lower price for two'],
      },
    })
    expect(answer.ok()).toBe(true)
    await expect(said(page, 'Which would you like?').getByRole('listitem')).toHaveText([
      'Red',
      'Blue, please',
      /One of each/,
    ])
  })

  await test.step('the rating is seen where the conversation is', async () => {
    await page.getByRole('button', { name: /Resolve/ }).click()
    await expect(page.locator('.talkhead')).toContainText('Resolved')
    // It is drawn before the server knows, which takes no rating of what goes on.
    await expect(page.getByText('Conversation resolved')).toBeVisible()
    expect(await visitor.rate(4, 'Quick, and kind to my cat')).toMatchObject({ rating: { score: 4 } })
    await expect(page.locator('.talkhead')).toContainText('Rated 4 of 5')
    const facts = page.getByRole('complementary', { name: 'Details' })
    await expect(facts).toContainText('Quick, and kind to my cat')
    await expect(facts).toContainText('order number')
    await expect(facts).toContainText('B-17')
    await expectNoViolations(page)
    await picture(page, 'told')
  })
  expect(errorsOf(page)).toEqual([])
  await page.context().close()
})
