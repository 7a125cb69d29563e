import { expect, type Page, test } from '@playwright/test'
import { demo } from './house.ts'
import { type AttributeCase, attributeCases, LEFT_OUT } from './probes/attribute-cases.ts'
import { ENVIRONMENTS } from './probes/environments.ts'
import { callWidget, openHostPage, pinnedPath } from './probes/host-page.ts'
import { TOLD } from './probes/told.ts'
import { beginConversation, launcher, panel } from './probes/visitor.ts'
import { addTag, watchPage } from './probes/watch-page.ts'

// The corpus of bad inputs, as far as a page gives them: attributes, calls, messages, surroundings.

const CASES = attributeCases()
const kindOf = (one: AttributeCase) => one.case.slice(0, one.case.indexOf(':'))
const driven = (...kinds: string[]) => CASES.filter(one => kinds.includes(kindOf(one)) && !LEFT_OUT[one.case])
const KINDS = [
  'key',
  'data-api',
  'color',
  'position',
  'locale',
  'z-index',
  'identify()',
  'postMessage',
  'environment',
]

test('every case is driven, or left out by name with a reason', () => {
  expect(CASES.filter(one => !KINDS.includes(kindOf(one))).map(one => one.case)).toEqual([])
  expect(Object.keys(LEFT_OUT).filter(name => !CASES.some(one => one.case === name))).toEqual([])
  expect(
    driven('environment')
      .filter(one => !ENVIRONMENTS[one.case])
      .map(one => one.case),
  ).toEqual([])
  expect(
    driven('identify()')
      .filter(one => !TOLD[one.case])
      .map(one => one.case),
  ).toEqual([])
})

function attributesOf(one: AttributeCase) {
  const attributes: Record<string, string> = {}
  for (const [name, value] of Object.entries(one.input.script_tag ?? {}))
    if (value !== null)
      attributes[name] =
        typeof value === 'object' ? value.repeat.repeat(value.times) : value === '$ok' ? demo().key : value
  return attributes
}

const stateOf = (page: Page) =>
  page.evaluate(() => {
    const host = document.querySelector('halloo-chat')
    const button = host?.shadowRoot?.querySelector('button')
    return button && { place: button.className, color: getComputedStyle(button).backgroundColor }
  })

test('keys that are none: no launcher, one line, one request', async ({ browser }) => {
  const context = await browser.newContext()
  const page = await openHostPage(context, { tag: '' })
  for (const one of driven('key')) {
    await page.reload()
    const watched = watchPage(page)
    await addTag(page, attributesOf(one), pinnedPath())
    expect(await stateOf(page), one.case).toBeFalsy()
    expect(watched.warnings, one.case).toEqual([expect.stringMatching(/no settings for this key.*\/docs/)])
    expect(watched.ours, one.case).toEqual([`/widget/${pinnedPath()}`])
    await watched.expectUnharmed(one.case)
    page.removeAllListeners()
  }
  await context.close()
})

test('attributes with wrong values, or that are none of ours, change nothing', async ({ browser }) => {
  test.setTimeout(60_000)
  const context = await browser.newContext()
  const page = await openHostPage(context, { tag: '' })
  await addTag(page, {})
  const usual = await stateOf(page)
  for (const one of driven('data-api', 'color', 'position', 'z-index')) {
    await page.reload()
    const watched = watchPage(page)
    const attributes = attributesOf(one)
    await addTag(page, attributes)
    expect(await stateOf(page), one.case).toEqual(usual)
    const isWrong = /^position/.test(one.case) && Object.values(attributes).every(value => value)
    expect(watched.warnings, one.case).toEqual(
      isWrong ? [expect.stringMatching(/^Halloo: ignored data-/)] : [],
    )
    expect(watched.ours, one.case).toEqual([`/widget/${demo().key}.js`])
    await watched.expectUnharmed(one.case)
    page.removeAllListeners()
  }
  await context.close()
})

const LANGUAGES: Record<string, string> = {
  'locale: rtl': 'ar rtl',
  'locale: underscore': 'pt ltr',
  'locale: script subtag': 'zh-Hant-TW ltr',
}

test('a locale is spoken if it is one of ours, else that of the page; nothing else is fetched', async ({
  browser,
}) => {
  test.setTimeout(60_000)
  const context = await browser.newContext()
  const page = await openHostPage(context, { tag: '' })
  for (const one of driven('locale')) {
    await page.reload()
    const watched = watchPage(page)
    await addTag(page, attributesOf(one))
    await callWidget(page, api => api.open())
    const spoken = () =>
      page
        .locator('halloo-chat .hl')
        .evaluate(element => `${element.getAttribute('lang')} ${element.getAttribute('dir')}`)
    await expect.poll(spoken, one.case).toMatch(LANGUAGES[one.case] ?? /^en(-\w+)? ltr$/)
    expect(await page.evaluate(() => document.documentElement.dir), one.case).toBe('')
    expect(
      watched.ours.filter(path => !/^\/widget\/(pk_|assets\/\w+-[\w-]+\.js)/.test(path)),
      one.case,
    ).toEqual([])
    await watched.expectUnharmed(one.case)
    page.removeAllListeners()
  }
  await context.close()
})

for (const one of driven('identify()'))
  test(one.case.replace('identify()', 'update()'), async ({ browser }) => {
    const context = await browser.newContext()
    const page = await openHostPage(context)
    const watched = watchPage(page)
    await TOLD[one.case]?.({ page, browser, warnings: watched.warnings })
    await watched.expectUnharmed(one.case)
    await context.close()
  })

test('messages posted to the page are nothing to the chat', async ({ browser }) => {
  const context = await browser.newContext()
  const page = await openHostPage(context)
  await expect(launcher(page)).toBeVisible()
  const watched = watchPage(page)
  for (const one of driven('postMessage')) {
    const { origin, source, data, count = 1 } = one.input.post_message ?? {}
    await page.evaluate(
      async given => {
        if (given.source) {
          const frame = document.createElement('iframe')
          frame.srcdoc = '<script>parent.postMessage({ type: "chat:open" }, "*")</script>'
          document.body.append(frame)
          await new Promise(done => addEventListener('message', done, { once: true }))
          frame.remove()
        }
        for (let at = 0; at < given.count; at++)
          dispatchEvent(new MessageEvent('message', { data: given.data, origin: given.origin }))
      },
      { origin: origin === '$widget' || !origin ? location() : origin, source, data, count },
    )
    await expect(panel(page), one.case).toBeHidden()
    expect(watched.ours, one.case).toEqual([])
  }
  await watched.expectUnharmed('postMessage')
  await context.close()
})

const location = () => `http://127.0.0.1:${process.env.E2E_PORT}`

for (const one of driven('environment'))
  test(one.case, async ({ browser }) => {
    await ENVIRONMENTS[one.case]?.(browser)
  })

test('calls with nonsense do not throw into the page', async ({ browser }) => {
  const context = await browser.newContext()
  const page = await openHostPage(context, {
    head: '<script>Halloo = [null, 5, "open", () => { throw 1 }]</script>',
  })
  const watched = watchPage(page)
  await callWidget(page, api => {
    api.on('__proto__', () => {})
    api.on('constructor', () => {})
    api.on('open', () => {
      throw new Error('A listener of the page')
    })
    api.prefill(JSON.parse('{"a":1}'))
    api.prefill(JSON.parse('null'))
  })
  await expect(panel(page)).toBeVisible()
  await callWidget(page, api => api.destroy())
  await watched.expectUnharmed('calls')
  await context.close()
})

test('a chat still works after all of it', async ({ browser }) => {
  const context = await browser.newContext()
  const page = await openHostPage(context, { attributes: 'data-position="bottom-left" data-theme="dark"' })
  await beginConversation(page)
  expect((await stateOf(page))?.place).toContain('bottom-left')
  await context.close()
})
