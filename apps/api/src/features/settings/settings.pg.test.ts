import { beforeEach, describe, expect, test } from 'vitest'
import { givenHouse } from '../../testing/house.ts'
import { givenOrganization, type TestOrganization } from '../../testing/organization.ts'

let clock = new Date('2026-01-05T08:30:00Z')
const house = givenHouse({}, () => clock)
let shop: TestOrganization
beforeEach(async () => {
  clock = new Date('2026-01-05T08:30:00Z')
  shop = await givenOrganization(house)
})

const session = async () => {
  const { url } = house.server
  const response = await fetch(`${url}/v1/widget/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: shop.origin },
    body: JSON.stringify({ key: shop.key }),
  })
  return ((await response.json()) as { settings: object }).settings
}
const change = (body: object) => shop.owner.call('PATCH /v1/settings', { body })
const refusal = async (body: object) =>
  (await shop.owner.refused('PATCH /v1/settings', { body })).body.errors?.map(({ pointer, code }) => [
    pointer,
    code,
  ])

const preChat = {
  fields: [
    { key: 'name', label: 'Your name', type: 'text', required: true },
    { key: 'topic', label: 'What is it about?', type: 'choice', options: ['Order', 'Bill'], required: false },
  ],
  consent: { text: 'I agree.', url: 'https://shop.test/privacy' },
}
const chatHours = {
  timeZone: 'Europe/Berlin',
  week: [{ day: 1, opens: '09:00', closes: '17:00' }],
  closed: ['2026-12-25'],
  whenClosed: 'form',
}
const chatDisplay = { onlyOn: ['/shop/*'], neverOn: [], devices: ['desktop'], whenClosed: 'hide' }
const chatGreetings = [{ id: 'shoes', text: 'Need help with sizes?', afterSeconds: 20, onlyOn: ['/shoes'] }]

describe('what the widget is told', () => {
  test('is not a byte more than before, where nothing is used', async () => {
    expect(Object.keys(await session())).toEqual([
      'name',
      'chatTheme',
      'chatPrimaryColor',
      'chatPosition',
      'chatWelcomeMessage',
      'chatShowAgentAvatar',
      'chatCollectEmail',
      'chatCollectName',
      'css',
    ])
  })

  test('are the questions, greetings and pages as they were written', async () => {
    const body = { chatPreChat: preChat, chatDisplay, chatGreetings, chatTypingPreview: true }
    expect((await change(body)).body).toMatchObject(body)
    expect((await shop.owner.call('GET /v1/settings')).body).toMatchObject(body)
    expect(await session()).toMatchObject(body)
  })

  test('is whether somebody is there now, and not the week', async () => {
    await change({ chatHours })
    expect(await session()).toMatchObject({
      hours: { isOpen: true, changesAt: '2026-01-05T16:00:00.000Z', whenClosed: 'form' },
    })
    clock = new Date('2026-01-05T16:00:00Z')
    expect(await session()).toMatchObject({
      hours: { isOpen: false, changesAt: '2026-01-12T08:00:00.000Z', whenClosed: 'form' },
    })
    expect(JSON.stringify(await session())).not.toContain('Berlin')
    await change({ chatHours: null })
    expect(await session()).not.toHaveProperty('hours')
  })
})

describe('what does not fit is refused', () => {
  test.each([
    [{ ...preChat, fields: [preChat.fields[0], preChat.fields[0]] }, '/fields', 'repeated'],
    [
      { ...preChat, fields: [{ ...preChat.fields[0], key: '__proto__' }] },
      '/fields/0/key',
      'key_not_allowed',
    ],
    [
      { ...preChat, fields: [{ ...preChat.fields[0], key: 'constructor' }] },
      '/fields/0/key',
      'key_not_allowed',
    ],
    [{ ...preChat, fields: [{ ...preChat.fields[1], options: undefined }] }, '/fields/0/options', 'required'],
    [
      { ...preChat, fields: [{ ...preChat.fields[0], options: ['a'] }] },
      '/fields/0/options',
      'unknown_field',
    ],
    [{ ...preChat, fields: Array(11).fill(preChat.fields[0]) }, '/fields', 'too_many'],
    [{ fields: [], consent: { text: 'x', url: 'http://shop.test' } }, '/consent/url', 'invalid_url'],
    [{ fields: [], consent: { text: 'x', url: 'javascript:alert(1)' } }, '/consent/url', 'invalid_url'],
    [{ fields: [], consent: { text: '\u200b', url: null } }, '/consent/text', 'blank'],
  ])('among the questions, %#', async (chatPreChat, pointer, code) => {
    expect(await refusal({ chatPreChat })).toContainEqual([`/chatPreChat${pointer}`, code])
  })

  test.each([
    [{ ...chatHours, timeZone: '+02:00' }, '/timeZone', 'unknown_time_zone'],
    [{ ...chatHours, timeZone: 'Mars/Olympus' }, '/timeZone', 'unknown_time_zone'],
    [
      { ...chatHours, week: [{ day: 8, opens: '09:00', closes: '17:00' }] },
      '/week/0/day',
      'not_allowed_value',
    ],
    [
      { ...chatHours, week: [{ day: 1, opens: '24:00', closes: '17:00' }] },
      '/week/0/opens',
      'invalid_date_time',
    ],
    [{ ...chatHours, closed: ['2026-02-30'] }, '/closed/0', 'invalid_date_time'],
  ])('among the hours, %#', async (hours, pointer, code) => {
    expect(await refusal({ chatHours: hours })).toContainEqual([`/chatHours${pointer}`, code])
  })

  test.each([
    [{ chatDisplay: { ...chatDisplay, onlyOn: ['shop'] } }, '/chatDisplay/onlyOn/0', 'invalid_url'],
    [{ chatDisplay: { ...chatDisplay, onlyOn: ['/*a*a*a*a*a*a'] } }, '/chatDisplay/onlyOn/0', 'invalid_url'],
    [{ chatDisplay: { ...chatDisplay, devices: ['fridge'] } }, '/chatDisplay/devices/0', 'not_allowed_value'],
    [{ chatGreetings: [...chatGreetings, ...chatGreetings] }, '/chatGreetings', 'repeated'],
    [
      { chatGreetings: [{ ...chatGreetings[0], afterSeconds: 3601 }] },
      '/chatGreetings/0/afterSeconds',
      'out_of_range',
    ],
    [{ chatGreetings: null }, '/chatGreetings', 'expected_array'],
  ])('among the pages and greetings, %#', async (body, pointer, code) => {
    expect(await refusal(body)).toContainEqual([pointer, code])
  })
})
