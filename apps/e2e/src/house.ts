import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test'

interface Demo {
  key: string
  signIns: { name: string; email: string; password: string }[]
}

/** The demo organization of the server under test. */
export const demo = (): Demo =>
  JSON.parse(readFileSync(path.join(process.env.HALLOO_DATA ?? '', 'demo.json'), 'utf8'))

/** The shop, under the other name of this machine than the inbox: a foreign site. */
export const shop = (page = '') => `http://127.0.0.1:${process.env.E2E_PORT}/demo/${page}`

export const inbox = () => `http://localhost:${process.env.E2E_PORT}`

/** A page of the inbox, signed in; by hand that is done in the tests of the inbox's keys. */
export async function signIn(
  browser: Browser,
  who: 'owner' | 'agent',
  options: Parameters<Browser['newContext']>[0] = {},
) {
  const { email = '', password = '' } = demo().signIns[who === 'owner' ? 0 : 1] ?? {}
  const context = await browser.newContext(options)
  const page = await context.newPage()
  watchForErrors(page)
  const signedIn = await page.request.post('/api/auth/sign-in/email', {
    data: { email, password },
    headers: { origin: inbox() },
  })
  expect(signedIn.ok()).toBe(true)
  await page.goto('/')
  await expect(page).toHaveURL(/\/(queue|mine|all)/)
  return { context, page }
}

/** A visitor's page of the shop. */
export async function visit(context: BrowserContext, name = '') {
  const page = await context.newPage()
  watchForErrors(page)
  await page.goto(shop(name))
  return page
}

/** The owner of an organization of their own, signed in: for tests that change settings. */
export async function newOwner(browser: Browser, options: Parameters<Browser['newContext']>[0] = {}) {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  watchForErrors(page)
  const stamp = crypto.randomUUID().slice(0, 8)
  const email = `owner-${stamp}@people.example`
  const headers = { origin: inbox() }
  const post = async (path: string, data: unknown) =>
    expect((await page.request.post(`/api/auth${path}`, { data, headers })).ok()).toBe(true)
  await post('/sign-up/email', { name: 'Olive Owner', email, password: 'a long enough password' })
  const { text } = await mailTo(page, email)
  // Followed without drawing the inbox: each test opens the page that it is about.
  const followed = await page.request.get(/https?:\/\/\S+/.exec(text)?.[0] ?? '/nothing-was-mailed')
  expect(followed.ok()).toBe(true)
  await post('/organization/create', { name: `Office ${stamp}`, slug: `office-${stamp}` })
  return { page, context }
}

export interface Mail {
  to: string
  subject: string
  text: string
}

/** The newest mail to an address that says something, once it has come. */
export async function mailTo(page: Page, address: string, about = ''): Promise<Mail> {
  let found: Mail | undefined
  const hasCome = async () => {
    const mails: Mail[] = await (await page.request.get('/mail?format=json')).json()
    found = mails.find(({ to, text }) => to === address && text.includes(about))
    return found !== undefined
  }
  await expect.poll(hasCome, { message: `a mail to ${address}`, timeout: 20_000 }).toBe(true)
  return found as Mail
}

const errors = new WeakMap<Page, string[]>()

/** Keeps what the console complains of. */
export function watchForErrors(page: Page) {
  const seen: string[] = []
  errors.set(page, seen)
  page.on('pageerror', error => seen.push(error.message))
  page.on('console', message => {
    if (message.type() === 'error') seen.push(`${message.text()} ${message.location().url}`)
  })
}

/** What the console complained of, but for refusals that the test asked for. */
export const errorsOf = (page: Page, expected = /$^/) =>
  (errors.get(page) ?? []).filter(error => !expected.test(error))

/** A visitor without a browser, for what others see of them; of the demo organization if no other is named. */
export async function visitorByApi(
  beginning: { customFields?: Record<string, string | boolean> } = {},
  key = demo().key,
) {
  const post = async (path: string, body: unknown, token = '', method = 'POST') => {
    const answer = await fetch(`${inbox()}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    })
    return answer.json()
  }
  const newId = (prefix: string) => `${prefix}_${crypto.randomUUID().replaceAll('-', '').slice(0, 21)}`
  const { token } = await post('/v1/widget/sessions', { key })
  const conversationId = newId('conv')
  let begun = false
  return {
    conversationId,
    async write(content: string) {
      const message = { id: newId('msg'), content }
      if (begun) return post(`/v1/widget/conversations/${conversationId}/messages`, message, token)
      begun = true
      return post('/v1/widget/conversations', { id: conversationId, message, ...beginning }, token)
    },
    rate: (score: number, comment: string) =>
      post(`/v1/widget/conversations/${conversationId}/rating`, { score, comment }, token, 'PUT'),
  }
}
