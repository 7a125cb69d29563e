import { type Browser, expect } from '@playwright/test'
import { newOwner } from '../house.ts'

/** An organization of its own whose chat may stand on our host page, with these settings. */
export async function givenSite(browser: Browser, settings: object = {}) {
  const { page, context } = await newOwner(browser)
  const origin = `http://localhost:${process.env.E2E_PORT}`
  const change = async (data: object) => {
    const answer = await page.request.patch('/v1/settings', { data, headers: { origin } })
    expect(answer.status(), await answer.text()).toBe(200)
    return answer.json()
  }
  const { chatApiKey } = await change({
    chatAllowedDomains: [`http://127.0.0.1:${process.env.E2E_PORT}`],
    ...settings,
  })
  return { key: String(chatApiKey), change, page, close: () => context.close() }
}
