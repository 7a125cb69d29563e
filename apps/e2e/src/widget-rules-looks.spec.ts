import { expect, type Page, test } from '@playwright/test'
import { errorsOf, newOwner, signIn } from './house.ts'
import { expectNoViolations } from './probes/looks.ts'

// The pages on which an owner sets rules of the chat, in both themes and at three widths: axe finds nothing.

const shot = (page: Page, name: string) =>
  page.screenshot({ path: `../../test-results/widget-rules/${name}.png` })

test('an agent reads both pages, and is told who can change them', async ({ browser }) => {
  const { page, context } = await signIn(browser, 'agent', { viewport: { width: 1440, height: 900 } })
  for (const [path, control] of [
    ['pre-chat', 'Add a question'],
    ['hours', 'Add a greeting'],
  ] as const) {
    await page.goto(`/settings/${path}`)
    await expect(page.getByText('Only owners and admins')).toBeVisible()
    await expect(page.getByRole('button', { name: control })).toBeDisabled()
    await expect(page.getByRole('button', { name: 'Save', exact: true })).toHaveCount(0)
    await expectNoViolations(page, { name: path })
    await shot(page, `${path}-agent`)
  }
  await context.close()
})

const FULL = {
  chatPreChat: {
    fields: [
      { key: 'name', label: 'Your name', type: 'text', required: true },
      { key: 'order', label: 'Order number', type: 'text', required: false },
      {
        key: 'topic',
        label: 'What is it about? A long question that does not fit on one line of a phone',
        type: 'choice',
        options: ['An order', 'A bill', 'Something else'],
        required: true,
      },
    ],
    consent: { text: 'I agree that my words are kept to answer me.', url: 'https://shop.example/privacy' },
  },
  chatHours: {
    timeZone: 'Europe/Berlin',
    week: [
      ...[1, 2, 3, 4].flatMap(day => [
        { day, opens: '09:00', closes: '12:30' },
        { day, opens: '13:30', closes: '18:00' },
      ]),
      { day: 5, opens: '09:00', closes: '15:00' },
      { day: 6, opens: '22:00', closes: '02:00' },
    ],
    closed: ['2026-12-25', '2027-01-01'],
    whenClosed: 'form',
  },
  chatDisplay: { onlyOn: [], neverOn: ['/checkout/*'], devices: ['desktop', 'mobile'], whenClosed: 'hide' },
  chatGreetings: [
    { id: 'shoes', text: 'Need help with sizes?', afterSeconds: 20, onlyOn: ['/shoes/*'] },
    { id: 'any', text: 'We are here if you need us.', afterSeconds: 0, onlyOn: [] },
  ],
}

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [390, 768, 1440])
    test(`both pages at ${width}, ${colorScheme}, full, empty and refused`, async ({ browser }) => {
      test.setTimeout(60_000)
      const { page, context } = await newOwner(browser, { colorScheme, viewport: { width, height: 1000 } })
      const name = (what: string) => `${what}-${width}-${colorScheme}`
      const check = async (what: string) => {
        await expectNoViolations(page, { name: what })
        await shot(page, name(what))
      }
      await page.goto('/settings/pre-chat')
      await expect(page.getByText('Nothing more is asked.')).toBeVisible()
      await check('pre-chat-empty')
      await page.goto('/settings/hours')
      await expect(page.getByText('The widget waits')).toBeAttached()
      await check('hours-empty')
      const origin = `http://localhost:${process.env.E2E_PORT}`
      const changed = await page.request.patch('/v1/settings', { data: FULL, headers: { origin } })
      expect(changed.ok()).toBe(true)

      await page.goto('/settings/pre-chat')
      await page.getByRole('button', { name: /^What is it about/ }).click()
      await expect(page.getByRole('region', { name: 'Preview' }).getByRole('checkbox')).toBeAttached()
      await check('pre-chat')
      await page.getByRole('region', { name: 'Preview' }).scrollIntoViewIfNeeded()
      await shot(page, name('pre-chat-end'))
      await page.goto('/settings/hours')
      await expect(page.getByText(/^It is/)).toBeVisible()
      await check('hours')
      await page.getByRole('button', { name: 'Add a greeting' }).click()
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await expect(page.getByText('Write something here.')).toBeVisible()
      await page.getByRole('button', { name: 'Add a greeting' }).scrollIntoViewIfNeeded()
      await check('hours-refused')
      expect(errorsOf(page, /422/)).toEqual([])
      await context.close()
    })
