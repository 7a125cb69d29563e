import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { type BrowserContext, expect, test } from '@playwright/test'
import { demo, errorsOf, shop, watchForErrors } from './house.ts'
import { serveHostPage, widgetOrigin } from './probes/host-page.ts'
import { composer, panel } from './probes/visitor.ts'

// The chat from a site's own bundle rather than by a script tag.

const NPM = new URL('../../../packages/widget/npm/', import.meta.url)

/** A page that mounts the chat, and what it does with it at once. */
async function openMounted(context: BrowserContext, use = '') {
  await context.grantPermissions(['local-network-access'])
  const page = await context.newPage()
  watchForErrors(page)
  await page.route(shop('npm/*'), async route => {
    const body = await readFile(new URL(path.basename(new URL(route.request().url()).pathname), NPM))
    await route.fulfill({ contentType: 'text/javascript', body })
  })
  const tag = `<script type="module">import { mount } from '${shop('npm/index.js')}'
const chat = mount({ url: '${widgetOrigin()}', key: '${demo().key}' })
${use}</script>`
  await serveHostPage(page, { tag })
  await page.goto(shop('host.html'))
  return page
}

test('what is asked of it before the settings have come is done when they have', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'en-GB' })
  const page = await openMounted(context, "chat.prefill('Where is my order?')")
  await page.getByRole('button', { name: 'Not now' }).click()
  await expect(composer(page)).toHaveValue('Where is my order?')
  expect(errorsOf(page)).toEqual([])
  await context.close()
})

test('a mailed link opens it, and is taken out of the address', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'en-GB' })
  const page = await openMounted(context)
  await page.evaluate(() => history.replaceState(null, '', '#halloo=not.good'))
  await page.reload()
  await expect(panel(page)).toBeVisible()
  await expect(page).toHaveURL(shop('host.html'))
  await expect(panel(page).getByText('That did not work.')).toBeVisible()
  expect(errorsOf(page, /status of 403/)).toEqual([])
  await context.close()
})
