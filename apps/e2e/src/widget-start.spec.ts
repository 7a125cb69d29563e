import { type Browser, expect, type Page, test } from '@playwright/test'
import { errorsOf } from './house.ts'
import { callWidget, openHostPage } from './probes/host-page.ts'
import { openPanel, ownSite } from './probes/own-site.ts'
import { composer, expectSent, log, say } from './probes/visitor.ts'

// How a conversation begins, by what its owner asks, and how it ends.

const QUESTIONS = {
  fields: [
    { key: 'name', label: 'Name', type: 'text', required: true },
    { key: 'tel', label: 'Phone', type: 'phone', required: false },
    { key: 'order', label: 'Order number', type: 'text', required: true },
  ],
  consent: { text: 'My words may be kept.', url: null },
}
const NEVER_OPEN = {
  timeZone: 'Europe/Lisbon',
  week: [],
  closed: [],
  whenClosed: 'form',
}

async function visitSite(browser: Browser, settings: object) {
  const site = await ownSite(browser, settings)
  const context = await browser.newContext({ locale: 'en-GB' })
  const page = await openHostPage(context, { tag: site.tag() })
  const close = () => Promise.all([context.close(), site.close()])
  return { site, page, close }
}
const start = (page: Page) => page.getByRole('button', { name: 'Start a conversation' }).click()

test('the form: what is asked goes where it belongs, and is not asked twice', async ({ browser }) => {
  const { site, page, close } = await visitSite(browser, { chatPreChat: QUESTIONS })
  await openPanel(page)
  await start(page)
  await page.getByRole('button', { name: 'Start the conversation' }).click()
  await expect(page.getByLabel('Name')).toBeFocused()
  await expect(page.getByText('Please fill this in.')).toHaveCount(2)
  await page.getByLabel('Name').fill('Leïla Haddad')
  await page.getByLabel('Phone').fill('21 000')
  await page.getByLabel('Order number').fill('10482')
  await page.getByRole('button', { name: 'Start the conversation' }).click()
  await expect(page.getByText('Write the number with its country code')).toBeVisible()
  await page.getByLabel('Phone').fill('+351 210 493 000')
  await page.getByRole('button', { name: 'Start the conversation' }).click()
  await expect(page.getByText('Please agree first.')).toBeVisible()
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Start the conversation' }).click()
  await say(page, 'Where is it?')
  await expectSent(page)

  const told = await site.conversation()
  expect(told.customFields).toEqual({ order: '10482' })
  const contact = await site.ask('GET', `/v1/chat-users/${told.chatUser.id}`)
  expect(contact).toMatchObject({ name: 'Leïla Haddad', phone: '+351210493000' })
  expect(contact.consentedAt).not.toBeNull()

  await page.getByRole('button', { name: 'Back' }).click()
  await start(page)
  await expect(page.getByLabel('Order number')).toBeVisible()
  await expect(page.getByLabel('Name')).toHaveCount(0)
  await expect(page.getByRole('checkbox')).toHaveCount(0)
  expect(errorsOf(page)).toEqual([])
  await close()
})

test('out of hours: a message and an address are left, and arrive', async ({ browser }) => {
  const { site, page, close } = await visitSite(browser, { chatHours: NEVER_OPEN })
  await openPanel(page)
  await expect(page.getByText('We are away right now.')).toBeVisible()
  await start(page)
  await page.getByLabel('Message').fill('Do you open on Sunday?')
  await page.getByRole('button', { name: 'Send the message' }).click()
  await expect(page.getByText('Please fill this in.')).toBeVisible()
  await page.getByLabel('E-mail').fill('leila@example.com')
  await page.getByRole('button', { name: 'Send the message' }).click()
  await expectSent(page)
  const told = await site.conversation()
  expect(told.lastMessage.preview).toBe('Do you open on Sunday?')
  expect(told.chatUser.email).toBe('leila@example.com')
  expect(errorsOf(page)).toEqual([])
  await close()
})

test('a greeting that is answered stands first, once', async ({ browser }) => {
  const text = 'Can we help you choose?'
  const { site, page, close } = await visitSite(browser, {
    chatGreetings: [{ id: 'choose', text, afterSeconds: 0, onlyOn: [] }],
  })
  await page.locator('halloo-chat').getByText(text).click()
  await expect(log(page)).toContainText(text)
  await say(page, 'Yes, please')
  await expectSent(page)
  await expect(log(page).locator('.b')).toHaveText([text, 'Yes, please'])
  await page.reload()
  await openPanel(page)
  await page.getByRole('button', { name: /Yes, please/ }).click()
  await expect(log(page).locator('.b')).toHaveText([text, 'Yes, please'])
  expect((await site.conversation()).lastSeq).toBe(2)
  await close()
})

test('words that the page wants to send wait for the form', async ({ browser }) => {
  const { page, close } = await visitSite(browser, {
    chatPreChat: { fields: [], consent: QUESTIONS.consent },
  })
  await callWidget(page, halloo => halloo.startConversation({ message: 'From a button of the page' }))
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Start the conversation' }).click()
  await expect(log(page)).toContainText('From a button of the page')
  await expectSent(page)
  expect(errorsOf(page)).toEqual([])
  await close()
})

test('an answer by a tap is sent, and what was being written stays', async ({ browser }) => {
  const { site, page, close } = await visitSite(browser, {})
  await openPanel(page)
  await start(page)
  await say(page, 'Which bulbs?')
  await expectSent(page)
  const { id } = await site.conversation()
  await site.ask('POST', `/v1/conversations/${id}/accept`)
  await site.reply(id, { content: 'Red or white?', quickReplies: ['Red', 'White'] })
  await composer(page).fill('I was about to')
  await page.getByRole('button', { name: 'White' }).click()
  await expect(log(page).locator('.me .b').last()).toHaveText('White')
  await expect(page.getByRole('button', { name: 'Red' })).toHaveCount(0)
  await expect(composer(page)).toHaveValue('I was about to')
  await expect.poll(async () => (await site.conversation()).lastMessage.preview).toBe('White')
  await close()
})

test('a rating is given, and given otherwise', async ({ browser }) => {
  const { site, page, close } = await visitSite(browser, {})
  await openPanel(page)
  await start(page)
  await say(page, 'Thank you')
  await expectSent(page)
  const { id } = await site.conversation()
  await site.ask('POST', `/v1/conversations/${id}/accept`)
  await site.reply(id, { content: 'You are welcome' })
  await expect(log(page)).toContainText('You are welcome')
  await site.ask('POST', `/v1/conversations/${id}/close`)
  await page.getByText('Poor', { exact: true }).click()
  await page.getByRole('textbox', { name: 'What could be better?' }).fill('Faster')
  await page.getByRole('button', { name: 'Send the rating' }).click()
  await page.getByRole('button', { name: 'Change it' }).click()
  await page.getByText('Good', { exact: true }).click()
  await page.getByRole('button', { name: 'Send the rating' }).click()
  await expect(page.getByText('Your rating has arrived.')).toBeVisible()
  expect((await site.ask('GET', `/v1/conversations/${id}`)).rating).toEqual({ score: 4, comment: 'Faster' })
  expect(errorsOf(page)).toEqual([])
  await close()
})
