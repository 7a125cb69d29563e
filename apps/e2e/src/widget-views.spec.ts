import { type Browser, expect, type Page, test } from '@playwright/test'
import { errorsOf } from './house.ts'
import { openHostPage } from './probes/host-page.ts'
import { expectNoViolations, settled } from './probes/looks.ts'
import { openPanel, ownSite, wordsOf } from './probes/own-site.ts'
import { PICTURE } from './probes/picture.ts'
import { smallTargets } from './probes/targets.ts'

// Every view that an owner can switch on, in two languages that run both ways, light and dark: looked at by axe,
// and kept as a picture.

const PRE_CHAT = {
  fields: [
    { key: 'name', label: 'Name', type: 'text', required: true },
    { key: 'mail', label: 'E-mail', type: 'email', required: false },
    { key: 'order', label: 'Order number', type: 'text', required: true },
    {
      key: 'topic',
      label: 'What is it about?',
      type: 'choice',
      options: ['Delivery', 'Returns'],
      required: true,
    },
    { key: 'more', label: 'Tell us more', type: 'long', required: false },
  ],
  consent: { text: 'I agree that my words are kept for two years.', url: 'https://shop.example/privacy' },
}
const NEVER = {
  timeZone: 'Europe/Lisbon',
  week: [{ day: 1, opens: '09:00', closes: '17:00' }],
  closed: [],
  whenClosed: 'form',
}

interface Looks {
  language: 'en' | 'ar'
  scheme: 'light' | 'dark'
  width: number
}

async function look(page: Page, name: string, { language, scheme, width }: Looks) {
  await settled(page)
  await page.screenshot({
    path: `../../test-results/widget-views/${name}-${language}-${width}-${scheme}.png`,
  })
  expect(await smallTargets(page), `targets of ${name} at ${width}`).toEqual([])
  await expectNoViolations(page, {
    name: `${name} in ${language} at ${width}, ${scheme}`,
    only: 'halloo-chat',
  })
}

/** A site in this language. */
const speak = (page: Page, { language }: Looks) =>
  page.evaluate(lang => {
    document.documentElement.lang = lang
  }, language)

async function walk(browser: Browser, looks: Looks) {
  const words = wordsOf(looks.language)
  const site = await ownSite(browser, {
    chatPreChat: PRE_CHAT,
    chatWelcomeMessage: 'Halloo!\nWhat is growing?',
  })
  // Somebody is here.
  await site.owner.goto('/mine')
  const context = await browser.newContext({
    viewport: { width: looks.width, height: looks.width < 500 ? 844 : 900 },
    colorScheme: looks.scheme,
    locale: looks.language === 'ar' ? 'ar-EG' : 'en-GB',
  })
  await context.grantPermissions(['microphone'])
  const page = await openHostPage(context, { tag: site.tag() })
  await speak(page, looks)
  const panel = page.locator('halloo-chat').getByRole('dialog').first()
  const press = (name: string | RegExp) => panel.getByRole('button', { name }).click()
  const shot = (name: string) => look(page, name, looks)

  await openPanel(page)
  await shot('01-home')
  await press(words.start ?? '')
  await expect(panel.getByLabel('Order number')).toBeVisible()
  await shot('02-form')
  await press(words.begin ?? '')
  await expect(panel.getByText(words.consentMissing ?? '')).toBeVisible()
  await shot('03-form-faults')
  await panel.getByLabel('Name').fill('Leïla Haddad')
  await panel.getByLabel('Order number').fill('10482')
  await panel.getByLabel('What is it about?').selectOption('Returns')
  await panel.getByRole('checkbox').check()
  await press(words.begin ?? '')
  const composer = panel.getByRole('textbox', { name: words.write ?? '' })
  await expect(composer).toBeFocused()
  await shot('04-empty')

  await panel.locator('input[type=file]').setInputFiles([PICTURE, { ...PICTURE, name: 'gate.png' }])
  await expect(panel.getByRole('progressbar')).toHaveCount(0)
  await composer.fill('The bulbs have not come, and the label was on our gate.')
  await shot('05-picked')
  await page.keyboard.press('Enter')
  await expect(panel.getByText(words.queueNext ?? '')).toBeVisible()
  await expect(panel.getByRole('img')).toHaveCount(2)
  await shot('06-queue')

  await panel.getByRole('button', { name: /parcel/ }).click()
  const viewer = page.locator('halloo-chat').getByRole('dialog', { name: /parcel/ })
  await expect(viewer).toBeVisible()
  await shot('07-viewer')
  await page.keyboard.press('Escape')
  await expect(viewer).toHaveCount(0)
  await expect(panel).toBeVisible()

  const { id } = await site.conversation()
  await site.ask('POST', `/v1/conversations/${id}/accept`)
  const first = await site.reply(id, {
    content:
      'Oh no, the **bulbs**! Two ways on:\n- a second parcel by *express*\n- your money back\nSee https://shop.example/returns or `10482`.',
  })
  const second = await site.reply(id, { content: 'This will be taken back' })
  await site.ask('PATCH', `/v1/conversations/${id}/messages/${first.id}`, {
    content: first.content.replace('Two', 'There are two'),
  })
  await site.ask('DELETE', `/v1/conversations/${id}/messages/${second.id}`)
  await site.reply(id, {
    content: 'Which do you prefer?',
    quickReplies: ['A second parcel', 'My money back', 'I would rather talk to somebody about it first'],
  })
  await expect(panel.getByRole('button', { name: 'My money back' })).toBeVisible()
  await expect(panel.getByText(words.deleted ?? '')).toBeVisible()
  await shot('08-answers')
  await press('A second parcel')
  await expect(panel.getByRole('button', { name: 'My money back' })).toHaveCount(0)
  await expect(composer).toBeVisible()

  await press(words.voice ?? '')
  await expect(panel.getByText(words.recording ?? '')).toBeAttached()
  await expect(panel.locator('.count')).not.toHaveText(/^(0:00|٠:٠٠)$/)
  await shot('09-recording')
  await press(words.stop ?? '')
  await expect(panel.getByRole('slider')).toBeVisible()
  await shot('10-heard')
  await press(words.send ?? '')
  await expect(panel.getByRole('log').getByRole('slider')).toBeVisible()
  await shot('11-voice-note')
  await press(words.emoji ?? '')
  await expect(panel.getByRole('group', { name: words.emojiPicker ?? '' })).toBeVisible()
  await shot('12-emoji')
  await page.keyboard.press('Escape')
  await press(words.more ?? '')
  await expect(panel.getByRole('button', { name: words.endNow ?? '' })).toBeVisible()
  await shot('13-menu')
  await press(words.endNow ?? '')
  await expect(panel.getByText(words.rate ?? '')).toBeVisible()
  await shot('14-rating')
  await panel.getByText(words.scores[4] ?? '', { exact: true }).click()
  await panel.getByRole('textbox', { name: words.rateComment ?? '' }).fill('Nothing at all')
  await shot('15-rating-chosen')
  await press(words.rateSend ?? '')
  await expect(panel.getByText(words.rateThanks ?? '')).toBeVisible()
  await shot('16-rated')
  await press(words.back ?? '')
  await expect(panel.getByRole('button', { name: words.yourData ?? '' })).toBeVisible()
  await shot('17-home-again')
  await press(words.yourData ?? '')
  await expect(panel.getByRole('button', { name: words.dataDelete ?? '' })).toBeVisible()
  await shot('20-data')
  await press(words.dataDelete ?? '')
  await expect(panel.getByRole('button', { name: words.cancel ?? '' })).toBeFocused()
  await shot('21-data-sure')
  const saved = page.waitForEvent('download')
  await press(words.dataDownload ?? '')
  expect((await saved).suggestedFilename()).toBe('my-data.json')
  await press(words.dataYes ?? '')
  await expect(panel.getByText(words.dataGone ?? '')).toBeVisible()
  await shot('22-gone')
  await expect(site.ask('GET', `/v1/conversations/${id}`)).rejects.toThrow('404')
  expect(errorsOf(page)).toEqual([])
  await page.close()

  await site.change({ chatHours: NEVER, chatPreChat: null })
  const later = await openHostPage(
    await browser.newContext({
      viewport: { width: looks.width, height: 844 },
      colorScheme: looks.scheme,
      locale: looks.language,
    }),
    { tag: site.tag() },
  )
  await speak(later, looks)
  await openPanel(later)
  await look(later, '18-away', looks)
  await later.getByRole('button', { name: words.start ?? '' }).click()
  await expect(later.getByLabel(words.message ?? '')).toBeVisible()
  await look(later, '19-away-form', looks)
  await Promise.all([context.close(), later.context().close(), site.close()])
}

for (const looks of [
  { language: 'en', scheme: 'light', width: 1440 },
  { language: 'en', scheme: 'dark', width: 390 },
  { language: 'ar', scheme: 'light', width: 390 },
  { language: 'ar', scheme: 'dark', width: 1440 },
] as const)
  test(`axe finds nothing in any view: ${looks.language}, ${looks.scheme}, ${looks.width}`, async ({
    browser,
  }) => {
    test.setTimeout(180_000)
    await walk(browser, looks)
  })
