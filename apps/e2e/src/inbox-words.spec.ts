import { expect, test } from '@playwright/test'
import { errorsOf, signIn, visitorByApi } from './house.ts'
import { expectNoViolations, picture } from './probes/looks.ts'
import { stamp } from './probes/outbox.ts'

// Words have the shape in the inbox that they have in the chat.

const WORDS = `I want **two** dozen, and:
- \`snowdrops\`
- tulips
[our bank](https://evil.example/login) <img src=x onerror="window.hit=1"> [no](javascript:window.hit=1)`

test('an agent reads words as their visitor does, and sees where a link leads', async ({ browser }) => {
  const mark = stamp()
  const visitor = await visitorByApi()
  await visitor.write(`**${mark}** ${WORDS}`)
  const { page, context } = await signIn(browser, 'owner', { viewport: { width: 1440, height: 900 } })
  await page.goto(`/all/${visitor.conversationId}`)
  const log = page.getByRole('log')
  await expect(log.locator('.bub b')).toHaveText([mark, 'two'])
  await expect(log.getByRole('listitem').filter({ hasText: 'snowdrops' }).locator('code')).toHaveCount(1)
  const links = log.getByRole('link', { name: 'our bank' })
  await expect(links).toHaveAttribute('title', 'https://evil.example/login')
  await expect(links).toHaveAttribute('rel', /noopener/)
  await expect(log).toContainText('<img src=x onerror="window.hit=1"> [no](javascript:window.hit=1)')
  expect(await page.evaluate(() => 'hit' in window)).toBe(false)
  await expect(page.getByRole('link', { name: new RegExp(mark) }).first()).not.toContainText('**')
  await expectNoViolations(page)
  await picture(page, 'inbox-words')
  expect(errorsOf(page)).toEqual([])
  await context.close()
})
