import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { profileOf } from './profile.ts'

describe('what a page tells of its visitor', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  beforeEach(() => void warn.mockClear())
  afterEach(() => expect(Object.keys(Object.prototype)).toEqual([]))

  it('is kept where it is plain', () => {
    const told = {
      name: 'Elif',
      email: 'elif@shop.example',
      attributes: { plan: 'pro', seats: 3, beta: true },
    }
    expect(profileOf(told)).toEqual(told)
    expect(warn).not.toHaveBeenCalled()
  })

  const circular: Record<string, unknown> = {}
  circular.self = circular
  const throwing = {
    get name(): string {
      throw new Error('Not today.')
    },
  }
  const all: [string, unknown][] = [
    ['a circular object', { attributes: circular }],
    ['a function', { attributes: { run: () => {} } }],
    ['a megabyte', { attributes: { long: 'x'.repeat(1024 ** 2) } }],
    ['a prototype', { attributes: JSON.parse('{"__proto__":"x"}') }],
    ['a getter that throws', throwing],
    ['a field that we do not know', { external_id: 'vip-1' }],
    ['a name that is none', { name: { first: 'Elif' } }],
    ['nothing', null],
  ]
  it.each(all)('leaves out %s, with one line', (_, told) => {
    const { name, email, attributes } = profileOf(told as Parameters<typeof profileOf>[0])
    expect([name, email, Object.keys(attributes ?? {})]).toEqual([undefined, undefined, []])
    expect(warn).toHaveBeenCalledOnce()
  })
})
