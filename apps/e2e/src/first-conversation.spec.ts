import { expect, test } from '@playwright/test'
import { demo, errorsOf, shop, signIn, visit } from './house.ts'
import { launcher } from './probes/visitor.ts'

// The main job of the house, with two real browsers: a visitor writes on the shop's page, an agent answers.

test('a visitor writes on the shop page and an agent answers, both live', async ({ browser }) => {
  test.setTimeout(60_000)
  const { page: agent } = await signIn(browser, 'agent')
  const visitorContext = await browser.newContext({ locale: 'en-GB' })
  const visitor = await visit(visitorContext, 'product.html')

  await test.step('the visitor writes', async () => {
    await launcher(visitor).click()
    await visitor.getByText('Start a conversation').click()
    await visitor.getByRole('button', { name: /Orders/ }).click()
    await visitor.getByLabel('Name').fill('Elif Nazari')
    await visitor.getByRole('button', { name: /start|continue/i }).click()
    await visitor.getByRole('textbox', { name: /message/i }).fill('Can I still change the address?')
    await visitor.keyboard.press('Enter')
    await expect(visitor.getByRole('log')).toContainText('Can I still change the address?')
  })

  await test.step('it is in the queue of the agent without a reload', async () => {
    await agent.getByRole('link', { name: /^Queue/ }).click()
    const row = agent.getByRole('link', { name: /Elif Nazari/ }).first()
    await expect(row).toBeVisible()
    await row.click()
    await expect(agent.getByRole('log')).toContainText('Can I still change the address?')
  })

  await test.step('the agent accepts and answers', async () => {
    await agent
      .getByRole('button', { name: /^Accept/ })
      .last()
      .click()
    await agent.getByRole('textbox', { name: /reply/i }).fill('Yes, until it is packed. What is the new one?')
    await agent.keyboard.press('Control+Enter')
    await expect(agent.getByRole('log')).toContainText('What is the new one?')
  })

  await test.step('the visitor sees who came and what they say without a reload', async () => {
    await expect(visitor.getByRole('log')).toContainText('Yes, until it is packed. What is the new one?')
    await expect(visitor.getByRole('dialog')).toContainText('Tomás')
  })

  await test.step("a colleague's accept is refused", async () => {
    const { page: owner } = await signIn(browser, 'owner')
    const id = /conv_[\w-]+/.exec(agent.url())?.[0]
    const refused = await owner.evaluate(async accept => {
      const answer = await fetch(accept, { method: 'POST' })
      return { status: answer.status, body: await answer.json() }
    }, `/v1/conversations/${id}/accept`)
    expect(refused).toMatchObject({ status: 409, body: { code: 'already_assigned' } })
    await owner.context().close()
  })

  await test.step('a reload of either side keeps everything', async () => {
    await agent.reload()
    await expect(agent.getByRole('log')).toContainText('What is the new one?')
    await visitor.reload()
    await launcher(visitor).click()
    await visitor
      .getByText(/What is the new one/)
      .first()
      .click()
    await expect(visitor.getByRole('log')).toContainText('Can I still change the address?')
    await expect(visitor.getByRole('log')).toContainText('What is the new one?')
  })

  expect(errorsOf(agent)).toEqual([])
  expect(errorsOf(visitor)).toEqual([])
  await Promise.all([agent.context().close(), visitorContext.close()])
})

test('a page view leaves no trace: one request to us, nothing stored, no row written', async ({
  browser,
}) => {
  const context = await browser.newContext()
  const page = await context.newPage()
  const requests: string[] = []
  page.on('request', request => {
    if (/\/(widget|v1|api)\//.test(request.url())) requests.push(new URL(request.url()).pathname)
  })
  await page.goto(shop())
  await expect(launcher(page)).toBeVisible()
  expect(requests).toEqual([`/widget/${demo().key}.js`])
  expect(await context.cookies()).toEqual([])
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0])
  expect(await page.evaluate(() => indexedDB.databases())).toEqual([])
  await context.close()
})
