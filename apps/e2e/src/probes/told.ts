import { type Browser, expect, type Page } from '@playwright/test'
import { signIn } from '../house.ts'
import { callWidget } from './host-page.ts'
import { beginConversation, expectSent, openChat, panel, say } from './visitor.ts'

interface Stage {
  page: Page
  browser: Browser
  warnings: string[]
}

/** The chat begins as ever, and nothing of what was told has been sent. */
async function expectNothingSent({ page, warnings }: Stage) {
  const sent: string[] = []
  page.on('request', request => request.method() === 'PATCH' && sent.push(request.url()))
  await beginConversation(page)
  await say(page, 'Hello')
  await expectSent(page)
  expect(sent).toEqual([])
  expect(warnings).toEqual([expect.stringMatching(/^Halloo: update\(\) ignored/)])
}

/** What the page says of its visitor, by the case that it stands for. */
export const TOLD: Record<string, (stage: Stage) => Promise<void>> = {
  async 'identify(): identify without a token'({ page, browser }) {
    await callWidget(page, api => api.update({ email: 'leila@haddad.example' }))
    await beginConversation(page)
    await say(page, 'I am Leïla, believe me')
    await expectSent(page)
    await page.getByRole('button', { name: 'Back' }).click()
    await expect(panel(page).getByRole('button', { name: /Leïla, believe me/ })).toHaveCount(1)
    await expect(panel(page)).not.toContainText('Mint')
    const { page: owner } = await signIn(browser, 'owner')
    const contacts = await owner.evaluate(async () => {
      const found = async (words: string): Promise<string | undefined> => {
        const asked = await fetch(`/v1/conversations?view=all&q=${encodeURIComponent(words)}`)
        return (await asked.json()).items[0]?.chatUser.id
      }
      return [await found('believe me'), await found('Herbs for a north balcony')]
    })
    expect(contacts[0]).toBeTruthy()
    expect(contacts[1]).toBeTruthy()
    expect(contacts[0]).not.toBe(contacts[1])
    await owner.context().close()
  },
  async 'identify(): identify with circular object'(stage) {
    await callWidget(stage.page, api => {
      const circular: Record<string, unknown> = {}
      circular.self = circular
      api.update({ attributes: circular })
    })
    await expectNothingSent(stage)
  },
  async 'identify(): identify with 1 MB attribute'(stage) {
    await callWidget(stage.page, api => api.update({ attributes: { long: 'x'.repeat(1024 * 1024) } }))
    await expectNothingSent(stage)
  },
  async 'identify(): identify with a getter that throws'(stage) {
    await callWidget(stage.page, api =>
      api.update({
        get name() {
          throw new Error('Not today.')
        },
      }),
    )
    await expectNothingSent(stage)
  },
  async 'identify(): identify with a function value'(stage) {
    await callWidget(stage.page, api => api.update({ attributes: { run: () => 1 } }))
    await expectNothingSent(stage)
  },
  async 'identify(): identify with __proto__'(stage) {
    await callWidget(stage.page, api => api.update(JSON.parse('{"attributes":{"__proto__":{"admin":true}}}')))
    await expectNothingSent(stage)
  },
  async 'identify(): identify then shutdown then another user'({ page }) {
    const stored = () => page.evaluate(() => Object.values(localStorage).join())
    await callWidget(page, api => api.update({ name: 'Visitor A' }))
    await openChat(page)
    await page.getByRole('button', { name: 'Start a conversation' }).click()
    await page.getByRole('button', { name: /Orders/ }).click()
    await say(page, 'Only A may read this')
    await expectSent(page)
    const first = await stored()
    expect(first).not.toBe('')
    await callWidget(page, api => api.reset())
    await expect.poll(stored).toBe('')
    await callWidget(page, api => api.update({ name: 'Visitor B' }))
    await expect(panel(page)).not.toContainText('Only A may read this')
    await page.getByRole('button', { name: 'Start a conversation' }).click()
    await page.getByRole('button', { name: /Orders/ }).click()
    await say(page, 'B is here')
    await expectSent(page)
    expect(await stored()).not.toBe(first)
    await page.reload()
    await openChat(page)
    await expect(panel(page)).toContainText('B is here')
    await expect(panel(page)).not.toContainText('Only A')
  },
}
