import { expect, test } from '@playwright/test'
import { demo, errorsOf, inbox, shop } from './house.ts'
import { callWidget, openHostPage } from './probes/host-page.ts'
import { openPanel, ownSite, wordsOf } from './probes/own-site.ts'
import { beginConversation, openChat } from './probes/visitor.ts'

// One language at a time: the page's wish, else its document's, else the browser's, else English.

test('the chat speaks the language of the document, whatever the browser speaks; one is fetched', async ({
  browser,
}) => {
  const context = await browser.newContext({ locale: 'fr-FR' })
  const page = await openHostPage(context)
  const fetched: string[] = []
  page.on('request', request => {
    if (request.url().includes('/widget/assets/')) fetched.push(request.url().split('/').at(-1) ?? '')
  })
  await page.evaluate(() => {
    document.documentElement.lang = 'de-AT'
  })
  await openPanel(page)
  await expect(page.getByRole('button', { name: wordsOf('de').start ?? '' })).toBeVisible()
  expect(fetched.map(name => name.replace(/-[\w-]+\.js$/, ''))).toEqual(['panel', 'de'])
  expect(errorsOf(page)).toEqual([])
  await context.close()
})

test('where the document says nothing that we speak, the browser is asked, then English is spoken', async ({
  browser,
}) => {
  for (const [locale, language] of [
    ['ja-JP', 'ja'],
    ['sv-SE', 'en'],
  ] as const) {
    const context = await browser.newContext({ locale })
    const page = await openHostPage(context)
    await page.evaluate(() => document.documentElement.removeAttribute('lang'))
    await openPanel(page)
    await expect(page.getByRole('button', { name: wordsOf(language).start ?? '' })).toBeVisible()
    await context.close()
  }
})

test('a language that cannot be fetched is English, and the chat works', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'pl-PL' })
  const page = await openHostPage(context)
  await page.route(`${new URL(shop()).protocol}//localhost:*/widget/assets/pl-*.js`, route => route.abort())
  await page.evaluate(() => {
    document.documentElement.lang = 'pl'
  })
  await openPanel(page)
  await page.getByRole('button', { name: wordsOf('en').start ?? '' }).click()
  await expect(page.getByRole('button', { name: /Orders/ })).toBeVisible()
  await context.close()
})

test('the page may choose another language at any time; what is written stays', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'en-GB' })
  const page = await openHostPage(context, { attributes: 'data-locale="fr"' })
  await openPanel(page)
  await page.getByRole('button', { name: wordsOf('fr').start ?? '' }).click()
  await page.getByRole('button', { name: /Orders/ }).click()
  await page.getByRole('button', { name: wordsOf('fr').notNow ?? '' }).click()
  await page.getByRole('textbox', { name: wordsOf('fr').write ?? '' }).fill('Bonjour')
  await callWidget(page, halloo => halloo.setLocale('ar'))
  await expect(page.getByRole('textbox', { name: wordsOf('ar').write ?? '' })).toHaveValue('Bonjour')
  await expect(page.getByText(wordsOf('ar').newHint ?? '')).toBeVisible()
  expect(errorsOf(page)).toEqual([])
  await context.close()
})

test('what a visitor reads by now is known to whoever mails them: after a wish of the page, and on another page', async ({
  browser,
}) => {
  const context = await browser.newContext({ locale: 'en-GB' })
  const page = await openHostPage(context)
  await beginConversation(page)
  const languageKept = async () => {
    const saved = await page.evaluate(key => localStorage.getItem(`halloo:${key}`), demo().key)
    const { token } = JSON.parse(saved ?? '{}')
    const answer = await fetch(`${inbox()}/v1/widget/me`, { headers: { authorization: `Bearer ${token}` } })
    return (await answer.json()).language
  }
  await expect.poll(languageKept).toBe('en-GB')
  await callWidget(page, halloo => halloo.setLocale('de-AT'))
  await expect.poll(languageKept).toBe('de-AT')
  await callWidget(page, halloo => halloo.setLocale('fr-CA-u-nu-latn'))
  await expect.poll(languageKept).toBe('fr-CA')
  await page.reload()
  await page.evaluate(() => {
    document.documentElement.lang = 'pl'
  })
  await openPanel(page)
  await expect.poll(languageKept).toBe('pl')
  await context.close()
})

test('setLocale() changes the words at once, and the side they are read from', async ({ browser }) => {
  const context = await browser.newContext()
  const page = await openHostPage(context)
  await openChat(page)
  await expect(page.getByRole('button', { name: 'Start a conversation' })).toBeVisible()
  await callWidget(page, api => api.setLocale('ar'))
  await expect(page.locator('halloo-chat .hl')).toHaveAttribute('dir', 'rtl')
  await expect(page.getByRole('button', { name: 'Start a conversation' })).toBeHidden()
  await callWidget(page, api => api.setLocale('en'))
  await expect(page.getByRole('button', { name: 'Start a conversation' })).toBeVisible()
  await context.close()
})

test('right to left: the panel is mirrored, on the side that its owner chose', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'he-IL', viewport: { width: 1280, height: 800 } })
  const page = await openHostPage(context)
  await page.evaluate(() => {
    document.documentElement.lang = 'he'
  })
  await openPanel(page)
  const panel = page.locator('halloo-chat').getByRole('dialog')
  expect(await panel.evaluate(one => getComputedStyle(one).direction)).toBe('rtl')
  expect(await panel.evaluate(one => getComputedStyle(one).right)).toBe('24px')
  const box = await panel.boundingBox()
  const close = await page
    .getByRole('button', { name: wordsOf('he').close ?? '', exact: true })
    .first()
    .boundingBox()
  expect(close?.x).toBeLessThan((box?.x ?? 0) + 60)
  await context.close()
})

test('with their first act the team learns what a visitor reads, and how late it is where they are', async ({
  browser,
}) => {
  const site = await ownSite(browser, {})
  const context = await browser.newContext({ locale: 'ja-JP', timezoneId: 'Asia/Tokyo' })
  const page = await openHostPage(context, { tag: site.tag('data-locale="ja"') })
  const told: unknown[] = []
  page.on('request', request => {
    if (request.url().includes('/v1/')) told.push(request.postDataJSON())
  })
  await openPanel(page)
  expect(told).toEqual([])
  await page.getByRole('button', { name: wordsOf('ja').start ?? '' }).click()
  await page.getByRole('textbox', { name: wordsOf('ja').write ?? '' }).fill('こんにちは')
  await page.keyboard.press('Enter')
  await expect(page.getByText(new RegExp(`^${wordsOf('ja').sent} · `))).toBeVisible()
  expect(told[0]).toEqual({ key: site.key, language: 'ja-JP', timeZone: 'Asia/Tokyo' })

  const { id } = await site.conversation()
  await site.owner.setViewportSize({ width: 1440, height: 900 })
  await site.owner.goto(`/all/${id}`)
  const details = site.owner.getByRole('complementary', { name: 'Details' })
  await expect(details.getByText(/^\d\d:\d\d there · Japanese \(Japan\)$/)).toBeVisible()
  const time = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Asia/Tokyo',
  })
  const now = Date.now()
  const minutes = [now - 60_000, now].map(at => time.format(at)).join('|')
  await expect(details).toContainText(new RegExp(`(${minutes}) there`))
  expect(errorsOf(page)).toEqual([])
  await Promise.all([context.close(), site.close()])
})
