import { type Browser, expect, type Page, test } from '@playwright/test'
import { errorsOf } from './house.ts'
import { openHostPage } from './probes/host-page.ts'
import { openPanel, ownSite } from './probes/own-site.ts'
import { expectSent } from './probes/visitor.ts'

// What an owner sets about the chat by hand, and what visitors see of it.

async function ownerAndVisitor(browser: Browser, path: string, settings: object = {}) {
  const site = await ownSite(browser, settings)
  const { owner } = site
  await owner.goto(path)
  const context = await browser.newContext({ locale: 'en-GB' })
  return {
    site,
    owner,
    visit: () => openHostPage(context, { tag: site.tag() }),
    close: () => Promise.all([context.close(), site.close()]),
  }
}

const save = async (owner: Page) => {
  await owner.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(owner.locator('.saving').getByText('Saved', { exact: true })).toBeVisible()
}

test('a question and a consent are set, and visitors are asked', async ({ browser }) => {
  const { site, owner, visit, close } = await ownerAndVisitor(browser, '/settings/pre-chat')
  await owner.getByRole('button', { name: 'Add a question' }).click()
  await expect(owner.getByLabel('Question', { exact: true })).toBeFocused()
  await owner.keyboard.type('Order number')
  await expect(owner.getByText('Kept as order_number')).toBeVisible()
  await owner.getByRole('switch', { name: 'Must be answered' }).click()
  await owner.getByRole('switch', { name: 'Ask for consent' }).click()
  await owner.getByLabel('What they agree to').fill('My words may be kept.')
  await owner.getByLabel('Where they can read more').fill('https://shop.example/privacy')
  const preview = owner.getByRole('region', { name: 'Preview' })
  await expect(preview.getByLabel('Order number')).toBeVisible()
  await expect(preview.getByRole('checkbox', { name: 'My words may be kept.' })).toBeVisible()
  await save(owner)

  const page = await visit()
  await openPanel(page)
  await page.getByRole('button', { name: 'Start a conversation' }).click()
  await page.getByLabel('Order number').fill('10482')
  await expect(page.getByRole('link', { name: 'Read more' })).toHaveAttribute(
    'href',
    'https://shop.example/privacy',
  )
  await page.getByRole('checkbox', { name: 'My words may be kept.' }).check()
  await page.getByRole('button', { name: 'Start the conversation' }).click()
  await page.getByRole('textbox', { name: 'Write a message' }).fill('Where is it?')
  await page.keyboard.press('Enter')
  await expectSent(page)
  expect((await site.conversation()).customFields).toEqual({ order_number: '10482' })
  expect(errorsOf(page)).toEqual([])
  expect(errorsOf(owner)).toEqual([])
  await close()
})

test('a week without hours is set, and visitors get the form', async ({ browser }) => {
  const { site, owner, visit, close } = await ownerAndVisitor(browser, '/settings/hours')
  await owner.getByRole('switch', { name: 'Keep opening hours' }).click()
  await owner.getByLabel('Time zone').selectOption('Asia/Tokyo')
  await expect(owner.getByText(/^It is \d\d:\d\d in Tokyo\.$/)).toBeVisible()
  for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'])
    await owner.getByRole('button', { name: `Remove 09:00 to 17:00 on ${day}` }).click()
  await expect(owner.getByText('Closed, and no day has hours.')).toBeVisible()
  await save(owner)

  const page = await visit()
  await openPanel(page)
  await expect(page.getByText('We are away right now.')).toBeVisible()
  await page.getByRole('button', { name: 'Start a conversation' }).click()
  await page.getByLabel('E-mail').fill('leila@example.com')
  await page.getByLabel('Message').fill('Do you open on Sunday?')
  await page.getByRole('button', { name: 'Send the message' }).click()
  await expectSent(page)
  expect((await site.conversation()).chatUser.email).toBe('leila@example.com')
  expect(errorsOf(owner)).toEqual([])
  await close()
})

test('a greeting is added, and stands beside the launcher on its pages alone', async ({ browser }) => {
  const { owner, visit, close } = await ownerAndVisitor(browser, '/settings/hours')
  await owner.getByRole('button', { name: 'Add a greeting' }).click()
  await expect(owner.getByLabel('Words', { exact: true }).last()).toBeFocused()
  await owner.keyboard.type('Can we help you choose?')
  await owner.getByLabel('After seconds on a page').fill('0')
  await owner.getByLabel('Only on these pages').last().fill('/demo/*')
  await owner.getByRole('button', { name: 'Add a greeting' }).click()
  await expect(owner.getByLabel('Words', { exact: true }).last()).toBeFocused()
  await owner.keyboard.type('Only at the till')
  await owner.getByLabel('After seconds on a page').fill('0')
  await owner.getByLabel('Only on these pages').last().fill('/checkout/*')
  await save(owner)

  const page = await visit()
  await expect(page.locator('halloo-chat').getByText('Can we help you choose?')).toBeVisible()
  await expect(page.locator('halloo-chat').getByText('Only at the till')).toHaveCount(0)
  await close()
})

test('what is refused is told at its field, which is where one goes on', async ({ browser }) => {
  const { owner, close } = await ownerAndVisitor(browser, '/settings/hours')
  const never = owner.getByLabel('Never on these pages')
  await never.fill('/cart\ncheckout')
  await owner.getByRole('button', { name: 'Add a greeting' }).click()
  await expect(owner.getByLabel('Words', { exact: true }).last()).toBeFocused()
  await owner.keyboard.type('Hello')
  await owner.getByLabel('After seconds on a page').fill('soon')
  await owner.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(owner.getByText('2 things to mend')).toBeVisible()
  await expect(owner.getByText('“checkout”: A path begins with a slash')).toBeVisible()
  await expect(owner.getByText('Write a whole number.')).toBeVisible()
  await expect(never).toBeFocused()
  await never.fill('/cart\n/checkout')
  await expect(owner.getByText('1 thing to mend')).toBeVisible()
  await owner.getByLabel('After seconds on a page').fill('5')
  await save(owner)
  const { chatDisplay, chatGreetings } = await (await owner.request.get('/v1/settings')).json()
  expect(chatDisplay.neverOn).toEqual(['/cart', '/checkout'])
  expect(chatGreetings[0]).toMatchObject({ text: 'Hello', afterSeconds: 5 })
  expect(errorsOf(owner, /422/)).toEqual([])
  await close()
})

test('a choice without options, a bad link and no device are refused where they stand', async ({
  browser,
}) => {
  const { owner, close } = await ownerAndVisitor(browser, '/settings/pre-chat')
  await owner.getByRole('button', { name: 'Add a question' }).click()
  await expect(owner.getByLabel('Question', { exact: true })).toBeFocused()
  await owner.keyboard.type('Topic')
  await owner.getByLabel('Answer', { exact: true }).selectOption('choice')
  await owner.getByRole('switch', { name: 'Ask for consent' }).click()
  await owner.getByLabel('Where they can read more').fill('http://shop.example')
  await owner.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(owner.getByText('Write at least one.')).toBeVisible()
  await expect(owner.getByText('with https.')).toBeVisible()
  await expect(owner.getByLabel('Options')).toBeFocused()
  await owner.getByLabel('Options').fill('Order\n\nBill')
  await owner.getByLabel('Where they can read more').fill('')
  await save(owner)

  await owner.goto('/settings/hours')
  await owner.getByRole('switch', { name: 'On computers' }).click()
  await owner.getByRole('switch', { name: 'On phones' }).click()
  await owner.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(owner.getByText('On neither it would show nowhere.')).toBeVisible()
  await close()
})

const FIELDS = ['First', 'Second', 'Third'].map(label => ({
  key: label.toLowerCase(),
  label,
  type: 'text',
  required: false,
}))

test('questions are put in order by keys and by the pointer', async ({ browser }) => {
  const { owner, close } = await ownerAndVisitor(browser, '/settings/pre-chat', {
    chatPreChat: { fields: FIELDS, consent: null },
  })
  const rows = owner.locator('.question b')
  const grip = (name: string) => owner.getByRole('button', { name: `Move ${name}` })
  await grip('First').focus()
  await owner.keyboard.press('ArrowDown')
  await expect(rows).toHaveText(['Second', 'First', 'Third'])
  await expect(grip('First')).toBeFocused()
  await expect(owner.getByText('First: now 2 of 3')).toBeAttached()
  await owner.keyboard.press('ArrowDown')
  await owner.keyboard.press('ArrowDown')
  await expect(rows).toHaveText(['Second', 'Third', 'First'])

  await grip('First').hover()
  await owner.mouse.down()
  const top = await owner.locator('.question').first().boundingBox()
  await owner.mouse.move((top?.x ?? 0) + 20, (top?.y ?? 0) + 4, { steps: 4 })
  await owner.mouse.up()
  await expect(rows).toHaveText(['First', 'Second', 'Third'])
  await expect(owner.getByRole('button', { name: 'Save', exact: true })).toBeDisabled()
  await close()
})

test('unsaved changes stay while one looks elsewhere, and a colleague’s are not overwritten unseen', async ({
  browser,
}) => {
  const { site, owner, close } = await ownerAndVisitor(browser, '/settings/pre-chat')
  await expect(owner.getByText('Nothing more is asked.')).toBeVisible()
  await site.change({ chatPreChat: { fields: FIELDS, consent: null } })
  await expect(owner.locator('.question b')).toHaveText(['First', 'Second', 'Third'])

  await owner.getByRole('button', { name: 'Add a question' }).click()
  await expect(owner.getByLabel('Question', { exact: true })).toBeFocused()
  await owner.keyboard.type('Mine')
  await owner.getByRole('link', { name: 'Identity' }).first().click()
  await expect(owner.getByRole('heading', { name: 'Identity', level: 1 })).toBeVisible()
  await owner.getByRole('link', { name: 'Before a chat' }).first().click()
  await expect(owner.getByText('Not saved', { exact: true })).toBeVisible()
  await expect(owner.locator('.question b').last()).toHaveText('Mine')

  await site.change({ chatPreChat: { fields: FIELDS.slice(0, 1), consent: null } })
  await expect(owner.getByText('A colleague has changed the same settings')).toBeVisible()
  await expect(owner.getByRole('button', { name: 'Save', exact: true })).toBeDisabled()
  await owner.getByRole('button', { name: 'Keep mine' }).click()
  await save(owner)
  const { chatPreChat } = await (await owner.request.get('/v1/settings')).json()
  expect(chatPreChat.fields.map((field: { key: string }) => field.key)).toEqual([
    'first',
    'second',
    'third',
    'mine',
  ])
  await close()
})
