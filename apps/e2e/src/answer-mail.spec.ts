import { expect, type Page, test } from '@playwright/test'
import { errorsOf, mailTo, shop, signIn, visit, watchForErrors } from './house.ts'
import { gate } from './probes/gate.ts'
import { callWidget } from './probes/host-page.ts'
import { beginConversation, expectSent, log, panel, say } from './probes/visitor.ts'

// Somebody writes, gives an address and leaves; the answer finds them.

interface Listed {
  id: string
  chatUser: { email: string }
  lastMessage: { preview: string }
}

/** Answers what the visitor with this address said last in one of their conversations. */
async function reply(owner: Page, email: string, said: string, content: string) {
  const { items }: { items: Listed[] } = await (
    await owner.request.get('/v1/conversations?view=all&limit=100')
  ).json()
  const { id } = items.find(item => item.chatUser.email === email && item.lastMessage.preview === said) ?? {}
  const message = { id: `msg_${crypto.randomUUID().replaceAll('-', '').slice(0, 21)}`, content }
  const headers = { origin: new URL(owner.url()).origin }
  const sent = await owner.request.post(`/v1/conversations/${id}/messages`, { data: message, headers })
  expect(sent.ok()).toBe(true)
}

test('the answer comes by mail, and its link opens that conversation in another browser', async ({
  browser,
  page: outside,
}) => {
  test.setTimeout(60_000)
  const email = `ada-${crypto.randomUUID().slice(0, 8)}@people.example`
  const { page: owner, context: office } = await signIn(browser, 'owner')
  const laptop = await browser.newContext()
  await laptop.grantPermissions(['local-network-access'])
  const page = await visit(laptop)
  await callWidget(page, (halloo, address) => halloo.update({ email: address }), email)
  await beginConversation(page)
  await say(page, 'Is the chair still there?')
  await expectSent(page)
  await callWidget(page, halloo => halloo.startConversation({ message: 'And what is a pew?' }))
  await page.getByRole('button', { name: 'Not now' }).click()
  await expect(log(page)).toContainText('And what is a pew?')
  await expectSent(page)
  expect(errorsOf(page)).toEqual([])
  await laptop.close()

  await reply(owner, email, 'Is the chair still there?', 'It is, in oak.')
  const mail = await mailTo(outside, email, '#halloo=')
  expect(mail.text).not.toContain('oak')
  // The other conversation is the latest now, and not the one that was mailed.
  await reply(owner, email, 'And what is a pew?', 'A bench.')

  const phone = await browser.newContext()
  await phone.grantPermissions(['local-network-access'])
  const there = await phone.newPage()
  watchForErrors(there)
  await there.goto(/https?:\S+#halloo=\S+/.exec(mail.text)?.[0] ?? '')
  await expect(panel(there)).toBeVisible()
  await expect(log(there)).toContainText('It is, in oak.')
  await expect(log(there)).toContainText('Is the chair still there?')
  await expect(log(there)).not.toContainText('A bench.')
  expect(there.url()).toBe(shop())
  await say(there, 'I take it.')
  await expectSent(there)

  await there.getByRole('button', { name: 'More', exact: true }).click()
  await there.getByRole('button', { name: 'Send it to me by e-mail' }).click()
  await expect(there.getByText('The conversation is on its way')).toBeVisible()
  expect((await mailTo(outside, email, 'I take it.')).text).toContain('It is, in oak.')
  expect(errorsOf(there)).toEqual([])

  await outside.goto(/https?:\S+\/unsubscribe\/\S+/.exec(mail.text)?.[0] ?? '')
  await outside.getByRole('button', { name: 'No more mails' }).click()
  await expect(outside.getByRole('heading', { name: 'Done' })).toBeVisible()
  await Promise.all([phone.close(), office.close()])
})

test('opened where somebody else has written, the link shows nothing of theirs, however late it comes', async ({
  browser,
  page: outside,
}) => {
  test.setTimeout(60_000)
  const email = `ada-${crypto.randomUUID().slice(0, 8)}@people.example`
  const [{ page: owner, context: office }, laptop, shared] = await Promise.all([
    signIn(browser, 'owner'),
    browser.newContext({ permissions: ['local-network-access'] }),
    browser.newContext({ permissions: ['local-network-access'] }),
  ])
  const page = await visit(laptop)
  await callWidget(page, (halloo, address) => halloo.update({ email: address }), email)
  await beginConversation(page)
  await say(page, 'Is the lamp still there?')
  await expectSent(page)
  await laptop.close()
  await reply(owner, email, 'Is the lamp still there?', 'It is, in brass.')
  const mail = await mailTo(outside, email, '#halloo=')

  const theirs = await visit(shared)
  await beginConversation(theirs)
  await say(theirs, 'Words of somebody else')
  await expectSent(theirs)
  await theirs.close()
  const there = await shared.newPage()
  const [isOpen, open] = gate()
  let former = ''
  await there.route('**/v1/widget/conversations?*', async route => {
    const bearer = route.request().headers().authorization ?? ''
    former ||= bearer
    const answer = await route.fetch()
    if (bearer === former) await isOpen
    await route.fulfill({ response: answer })
  })
  await there.goto(/https?:\S+#halloo=\S+/.exec(mail.text)?.[0] ?? '')
  await expect(log(there)).toContainText('It is, in brass.')
  open()
  await there.getByRole('button', { name: 'Back' }).click()
  await expect(panel(there).getByRole('button', { name: /It is, in brass/ })).toBeVisible()
  await expect(panel(there)).not.toContainText('Words of somebody else')
  await Promise.all([shared.close(), office.close()])
})
