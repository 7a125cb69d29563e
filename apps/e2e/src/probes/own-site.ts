import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Browser, expect, type Page } from '@playwright/test'
import { newOwner, shop } from '../house.ts'
import { tagOf } from './host-page.ts'

/** An organization of one's own, with its settings, and what its member may do. */
export async function ownSite(browser: Browser, settings: object) {
  const { page: owner, context } = await newOwner(browser)
  const origin = `http://localhost:${process.env.E2E_PORT}`
  const ask = async (method: string, path: string, data?: object) => {
    const answer = await owner.request.fetch(path, { method, headers: { origin }, ...(data ? { data } : {}) })
    expect(answer.ok(), `${method} ${path}: ${answer.ok() || (await answer.text())}`).toBe(true)
    return answer.status() === 204 ? undefined : answer.json()
  }
  const change = (changes: object) => ask('PATCH', '/v1/settings', changes)
  const { chatApiKey: key } = await change({
    chatAllowedDomains: [new URL(shop()).origin],
    ...settings,
  })
  return {
    key,
    owner,
    /** The script tag of this organization. */
    tag: (attributes = '') => tagOf(attributes, `${key}.js`),
    change,
    ask,
    /** The only conversation, or the last one that began. */
    async conversation() {
      const { items } = await ask('GET', '/v1/conversations?view=all')
      return items[0]
    },
    async reply(conversationId: string, message: object) {
      const id = `msg_${crypto.randomUUID().replaceAll('-', '').slice(0, 21)}`
      const sent = await ask('POST', `/v1/conversations/${conversationId}/messages`, { id, ...message })
      return sent.message
    },
    close: () => context.close(),
  }
}

type Told = Record<string, string> & { scores: string[] }

/** The words of a language, as the panel says them. */
export const wordsOf = (language: string): Told =>
  JSON.parse(
    readFileSync(
      fileURLToPath(new URL(`../../../../packages/widget/src/locales/${language}.json`, import.meta.url)),
      'utf8',
    ),
  )

/** The launcher, in whatever language the page speaks. */
export const openPanel = async (page: Page) => {
  await page.locator('halloo-chat').getByRole('button').first().click()
  await expect(page.locator('halloo-chat').getByRole('dialog')).toBeVisible()
}
