import { expect, type Page, test } from '@playwright/test'
import { errorsOf, signIn, visit } from './house.ts'
import { expectNoViolations, picture } from './probes/looks.ts'
import { keptIn, outboxOf } from './probes/outbox.ts'
import { launcher } from './probes/visitor.ts'

// What an agent says that nobody asked for: answers to tap, and the first word of a conversation.

const log = (page: Page) => page.getByRole('log')
const reply = (page: Page) => page.getByRole('textbox', { name: /^Reply to/ })

/** The answers to tap that will be there after a reload. */
const offersKept = async (page: Page) => {
  const { databases } = await keptIn(page)
  const kept = await Promise.all(databases.map(name => outboxOf(page, name)))
  return kept.flat().flatMap(({ extra }) => extra?.quickReplies ?? [])
}

test('an agent offers answers to tap, and later writes first', async ({ browser }) => {
  test.setTimeout(60_000)
  const tag = crypto.randomUUID().slice(0, 8)
  const context = await browser.newContext({ locale: 'en-GB' })
  const visitor = await visit(context, 'product.html')
  await launcher(visitor).click()
  await visitor.getByText('Start a conversation').click()
  await visitor.getByRole('button', { name: /Orders/ }).click()
  await visitor.getByRole('button', { name: 'Not now' }).click()
  await visitor.getByRole('textbox', { name: /message/i }).fill(`Which pots are there? ${tag}`)
  await visitor.keyboard.press('Enter')
  await expect(log(visitor)).toContainText(tag)

  const { page } = await signIn(browser, 'agent', { viewport: { width: 1440, height: 900 } })
  await page.goto('/all')
  await page
    .getByRole('link', { name: new RegExp(tag) })
    .first()
    .click()
  const offering = page.getByRole('group', { name: 'Answers to tap' })

  await test.step('answers are written by keys alone, and kept with the draft', async () => {
    const offer = page.getByRole('button', { name: /^Offer answers to tap/ })
    await expect(offer).toBeDisabled()
    await reply(page).fill('Which would you like?')
    await offer.focus()
    await page.keyboard.press('Enter')
    const field = page.getByRole('textbox', { name: 'An answer to tap' })
    await expect(field).toBeFocused()
    for (const answer of ['Red', 'Blue, please', 'Blue, please', 'Neither of them'])
      await field.fill(answer).then(() => page.keyboard.press('Enter'))
    await expect(offering.getByRole('listitem')).toHaveText(['Red', 'Blue, please', 'Neither of them'])
    await expectNoViolations(page)
    await picture(page, 'offers')
    await expect(field).toBeFocused()
    await page.keyboard.press('Backspace')
    await expect.poll(() => offersKept(page)).toEqual(['Red', 'Blue, please'])
    await page.reload()
    await expect(offering.getByRole('listitem')).toHaveText(['Red', 'Blue, please'])
  })

  await test.step('they go with the reply, and the visitor taps one', async () => {
    await reply(page).press('Control+Enter')
    await expect(log(page).getByRole('listitem')).toHaveText(['Red', 'Blue, please'])
    await expect(offering).toHaveCount(0)
    await visitor.getByRole('button', { name: 'Blue, please' }).click()
    await expect(log(page)).toContainText('Blue, please')
  })

  await test.step('a conversation of its own, begun by the agent, comes to the visitor by itself', async () => {
    await page.getByRole('button', { name: 'More about this contact' }).click()
    await page.getByRole('menuitem', { name: 'New conversation' }).click()
    const dialog = page.getByRole('dialog', { name: /^Write to/ })
    await dialog.getByRole('textbox', { name: 'Message' }).fill(`The blue pots are back ${tag}`)
    await expectNoViolations(page)
    await picture(page, 'write-first')
    await dialog.getByRole('button', { name: 'Send' }).click()
    await expect(dialog).toHaveCount(0)
    await expect(page).toHaveURL(/\/mine\/conv_/)
    await expect(log(page)).toContainText(`The blue pots are back ${tag}`)
    await expect(reply(page)).toBeVisible()
    await visitor.getByRole('button', { name: /back/i }).first().click()
    await visitor.getByRole('button', { name: new RegExp(`blue pots are back ${tag}`) }).click()
    await expect(log(visitor)).toContainText(`The blue pots are back ${tag}`)
  })

  expect(errorsOf(page)).toEqual([])
  expect(errorsOf(visitor)).toEqual([])
  await context.close()
  await page.context().close()
})
