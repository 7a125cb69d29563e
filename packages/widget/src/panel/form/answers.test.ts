import type { PreChatField } from '@halloo/protocol'
import { describe, expect, it } from 'vitest'
import { answersOf, faultsOf } from './answers.ts'

const field = (key: string, type: PreChatField['type'], required = false): PreChatField => ({
  key,
  label: key,
  type,
  required,
})

describe('what was answered', () => {
  it('goes to the profile where it says who somebody is, else to the conversation', () => {
    const fields = [
      field('name', 'text'),
      field('mail', 'email'),
      field('order', 'text'),
      field('why', 'long'),
    ]
    expect(answersOf(fields, { name: ' Leïla ', mail: 'l@example.com', order: '10482', why: '  ' })).toEqual({
      profile: { name: 'Leïla', email: 'l@example.com' },
      customFields: { order: '10482' },
    })
  })

  it('is looked at before it is sent', () => {
    const fields = [field('order', 'text', true), field('mail', 'email'), field('tel', 'phone')]
    expect(Object.keys(faultsOf(fields, { order: ' ', mail: 'leila@', tel: 'call me' }))).toEqual([
      'order',
      'mail',
      'tel',
    ])
    expect(faultsOf(fields, { order: '1', mail: 'leila@example.com', tel: '+351 21 000 00 00' })).toEqual({})
    expect(faultsOf(fields, { order: '1' })).toEqual({})
  })
})
