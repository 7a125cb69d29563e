import { expect, test } from '@playwright/test'
import { errorsOf } from './house.ts'
import { openHostPage } from './probes/host-page.ts'
import { expectNoViolations, SIZES } from './probes/looks.ts'
import { outboxOf } from './probes/outbox.ts'
import { openPanel, ownSite } from './probes/own-site.ts'
import { composer, expectSent, log, say } from './probes/visitor.ts'

// The form before a chat changes while somebody writes: what they wrote is kept, and goes with the new answers.

const order = { key: 'order_number', label: 'Order number', type: 'text', required: true }
const email = { key: 'email', label: 'Your e-mail', type: 'email', required: true }
const consent = { text: 'My words may be kept.', url: null }
/** The refusal itself, which a browser tells of. */
const REFUSED = /status of 422/

test('who was writing is shown the new form, with their former answers, and their words follow it', async ({
  browser,
}) => {
  // Looked at in six ways on the way.
  test.setTimeout(60_000)
  const site = await ownSite(browser, { chatPreChat: { fields: [order], consent: null } })
  const context = await browser.newContext({ locale: 'en-GB' })
  const page = await openHostPage(context, { tag: site.tag() })
  await openPanel(page)
  await page.getByRole('button', { name: 'Start a conversation' }).click()
  await page.getByLabel('Order number').fill('10482')
  await page.getByRole('button', { name: 'Start the conversation' }).click()
  await composer(page).fill('Where is it?')
  await site.change({ chatPreChat: { fields: [email, order], consent } })
  await page.keyboard.press('Enter')

  await expect(page.getByText('Something else is asked by now.')).toBeVisible()
  await expect(page.getByLabel('Order number')).toHaveValue('10482')
  await page.getByRole('button', { name: 'Send the message' }).click()
  await expect(page.getByText('Please agree first.')).toBeVisible()
  for (const colorScheme of ['light', 'dark'] as const)
    for (const { width } of SIZES) {
      await page.setViewportSize({ width, height: 844 })
      await page.emulateMedia({ colorScheme })
      await expectNoViolations(page, { name: `${width}, ${colorScheme}`, only: 'halloo-chat' })
      await page.screenshot({ path: `../../test-results/widget/form-again-${width}-${colorScheme}.png` })
    }
  await page.getByLabel('Your e-mail').fill('ada@people.example')
  await page.getByRole('checkbox', { name: 'My words may be kept.' }).check()
  await page.getByRole('button', { name: 'Send the message' }).click()
  await expectSent(page)
  await expect(log(page).getByText('Where is it?')).toHaveCount(1)
  const told = await site.conversation()
  expect(told).toMatchObject({
    customFields: { order_number: '10482' },
    chatUser: { email: 'ada@people.example' },
    totals: { visitor: 1 },
  })
  expect(errorsOf(page, REFUSED)).toEqual([])
  await Promise.all([context.close(), site.close()])
})

test('who puts the new form away keeps their words, over a reload too, and finds it when they try again', async ({
  browser,
}) => {
  const site = await ownSite(browser, {})
  const context = await browser.newContext({ locale: 'en-GB' })
  const page = await openHostPage(context, { tag: site.tag() })
  await openPanel(page)
  await page.getByRole('button', { name: 'Start a conversation' }).click()
  await expect(composer(page)).toBeVisible()
  await site.change({ chatPreChat: { fields: [order], consent: null } })
  await composer(page).fill('Where is it?')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Order number')).toBeVisible()
  await page.getByRole('button', { name: 'Back' }).click()
  const states = async () => (await outboxOf(page, `halloo:${site.key}`)).map(({ state }) => state)
  await expect.poll(states).toEqual(['failed'])
  await page.reload()
  await openPanel(page)
  await page.getByRole('button', { name: /Where is it\?/ }).click()
  await expect(log(page)).toContainText('Not sent')
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByLabel('Order number').fill('10482')
  await page.getByRole('button', { name: 'Send the message' }).click()
  await expectSent(page)
  await say(page, 'In oak, please.')
  await expect.poll(async () => (await site.conversation()).totals.visitor).toBe(2)
  expect((await site.conversation()).customFields).toEqual({ order_number: '10482' })
  expect(errorsOf(page, REFUSED)).toEqual([])
  await Promise.all([context.close(), site.close()])
})
