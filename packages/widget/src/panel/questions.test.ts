import type { Visitor, WidgetSettings } from '@halloo/protocol'
import { describe, expect, it } from 'vitest'
import { isAway, questionsOf } from './questions.ts'

const settings = (more: Partial<WidgetSettings>): WidgetSettings => ({
  name: 'Wren & Oak',
  chatTheme: 'light',
  chatPrimaryColor: '#03604a',
  chatPosition: 'bottom-right',
  chatWelcomeMessage: 'Halloo!',
  chatShowAgentAvatar: true,
  chatCollectEmail: false,
  css: '',
  chatCollectName: false,
  ...more,
})
const hours = (isOpen: boolean, inMs: number | null, whenClosed: 'form' | 'chat' = 'form') => ({
  isOpen,
  changesAt: inMs === null ? null : new Date(Date.now() + inMs).toISOString(),
  whenClosed,
})
const keysOf = (told: WidgetSettings, me?: Visitor) => questionsOf(told, me).fields.map(field => field.key)
const order = { key: 'order', label: 'Order', type: 'text' as const, required: true }
const mail = { key: 'mail', label: 'Your mail', type: 'email' as const, required: false }
const me: Visitor = {
  id: 'cu_1',
  name: 'Leïla',
  email: 'leila@example.com',
  phone: null,
  avatarUrl: null,
  language: null,
  timeZone: null,
  metadata: {},
  consentedAt: '2026-01-01T00:00:00.000Z',
  createdAt: '2026-01-01T00:00:00.000Z',
  version: 1,
}

describe('the questions', () => {
  it('are none where the owner asks none', () => {
    expect(questionsOf(settings({}), undefined)).toEqual({ fields: [], consent: null, away: false })
  })

  it('ask for the e-mail once, in the words of the owner', () => {
    const told = settings({
      chatCollectEmail: true,
      css: '',
      chatCollectName: true,
      chatPreChat: { fields: [mail, order], consent: null },
    })
    expect(keysOf(told)).toEqual(['name', 'mail', 'order'])
  })

  it('leave out who the visitor is known to be, and ask what each conversation is about', () => {
    const told = settings({
      css: '',
      chatCollectName: true,
      chatPreChat: { fields: [mail, order], consent: { text: 'Fine?', url: null } },
    })
    expect(questionsOf(told, me)).toMatchObject({ fields: [order], consent: null })
    expect(questionsOf(told, undefined).consent).toEqual({ text: 'Fine?', url: null })
  })

  it('need an address where nobody is there', () => {
    expect(questionsOf(settings({ hours: hours(false, 60_000) }), undefined)).toMatchObject({
      fields: [{ key: 'email', required: true }],
      away: true,
    })
    expect(questionsOf(settings({ hours: hours(false, 60_000, 'chat') }), undefined).away).toBe(false)
  })
})

describe('away', () => {
  it('follows the hours until they change, and turns then', () => {
    expect(isAway(settings({}))).toBe(false)
    expect(isAway(settings({ hours: hours(false, null) }))).toBe(true)
    expect(isAway(settings({ hours: hours(false, 60_000) }))).toBe(true)
    expect(isAway(settings({ hours: hours(false, -60_000) }))).toBe(false)
    expect(isAway(settings({ hours: hours(true, 60_000) }))).toBe(false)
    expect(isAway(settings({ hours: hours(true, -60_000) }))).toBe(true)
  })
})
