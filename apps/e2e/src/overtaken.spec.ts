import { expect, type Page, test } from '@playwright/test'
import { errorsOf, signIn, visitorByApi } from './house.ts'
import { expectNoViolations } from './probes/looks.ts'

// Two agents in one conversation: a reply that has not seen a colleague's is stopped, with the difference.

const reply = (page: Page) => page.getByRole('textbox', { name: /^Reply to/ })
const notice = (page: Page) => page.getByRole('region', { name: 'Overtaken by a colleague' })
const log = (page: Page) => page.getByRole('log')
const stamp = () => crypto.randomUUID().slice(0, 8)

async function open(page: Page, text: string) {
  await page.goto('/all')
  await page
    .getByRole('link', { name: new RegExp(text) })
    .first()
    .click()
  await expect(log(page)).toContainText(text)
}

async function say(page: Page, text: string) {
  await reply(page).fill(text)
  await page.keyboard.press('Control+Enter')
}

/** Does something of which this agent hears nothing: their socket is put to sleep, as by the back/forward cache. */
async function unheard(page: Page, work: () => Promise<unknown>) {
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })))
  await work()
}

test('a reply that a colleague has overtaken is stopped: send anyway, or edit', async ({ browser }) => {
  test.setTimeout(60_000)
  const [{ page: marta }, { page: tomas }] = await Promise.all([
    signIn(browser, 'owner'),
    signIn(browser, 'agent'),
  ])
  const visitor = await visitorByApi()
  const tag = stamp()
  await visitor.write(`Where is my parcel? ${tag}`)
  await Promise.all([open(marta, tag), open(tomas, tag)])

  await test.step('the colleague replies while ours is being written', async () => {
    await reply(tomas).fill('I think it is lost.')
    await unheard(tomas, async () => {
      await say(marta, `It is at the depot, it comes tomorrow. ${tag}`)
      await expect(log(marta).locator('.state', { hasText: 'Sent' })).toBeVisible()
    })
    await tomas.keyboard.press('Control+Enter')
    await expect(notice(tomas)).toContainText('replied while you were writing')
    await expect(notice(tomas)).toContainText('It is at the depot, it comes tomorrow.')
    await expect(log(tomas)).toContainText('Held back: a colleague was faster.')
    await expectNoViolations(tomas)
  })

  await test.step('it survives a reload, and Edit gives the words back', async () => {
    await tomas.reload()
    await expect(notice(tomas)).toContainText('It is at the depot')
    // What is on screen is what the next reply has seen.
    await expect(log(tomas)).toContainText('It is at the depot')
    await notice(tomas).getByRole('button', { name: 'Edit' }).click()
    await expect(reply(tomas)).toHaveValue('I think it is lost.')
    await expect(reply(tomas)).toBeFocused()
    await expect(notice(tomas)).toBeHidden()
    await say(tomas, 'As Marta says.')
    await expect(log(marta)).toContainText('As Marta says.')
    await expect(log(marta)).not.toContainText('I think it is lost.')
  })

  await test.step('Send anyway sends it once', async () => {
    await reply(tomas).fill('And sorry for the wait.')
    await unheard(tomas, async () => {
      await say(marta, `I have called them. ${tag}`)
      await expect(log(marta)).toContainText('I have called them.')
      await expect(log(marta).getByText('Sending')).toBeHidden()
    })
    await tomas.keyboard.press('Control+Enter')
    await expect(notice(tomas)).toContainText('I have called them.')
    await notice(tomas).getByRole('button', { name: 'Send anyway' }).click()
    await expect(notice(tomas)).toBeHidden()
    await expect(log(marta).getByText('And sorry for the wait.')).toHaveCount(1)
  })
  expect(errorsOf(tomas, /409/)).toEqual([])
  expect(errorsOf(marta)).toEqual([])
  await Promise.all([marta.context().close(), tomas.context().close()])
})

test('what the visitor writes meanwhile only marks the composer', async ({ browser }) => {
  const { page } = await signIn(browser, 'agent')
  const visitor = await visitorByApi()
  const tag = stamp()
  await visitor.write(`Do you have tulips? ${tag}`)
  await open(page, tag)
  await reply(page).fill('Yes, and')
  const mark = page.getByRole('button', { name: 'New message since you began writing' })
  await expect(mark).toBeHidden()
  await visitor.write(`Red ones? ${tag}`)
  await expect(mark).toBeVisible()
  await mark.click()
  await expect(mark).toBeHidden()
  await expect(log(page).getByText(`Red ones? ${tag}`)).toBeInViewport()
  await visitor.write('Or yellow?')
  await expect(mark).toBeVisible()
  await page.keyboard.press('Tab')
  await reply(page).focus()
  await page.keyboard.press('Control+Enter')
  await expect(log(page)).toContainText('Yes, and')
  await expect(notice(page)).toBeHidden()
  await expect(log(page).locator('.state', { hasText: 'Sent' })).toBeVisible()
  await expect(mark).toBeHidden()
  expect(errorsOf(page)).toEqual([])
  await page.context().close()
})
