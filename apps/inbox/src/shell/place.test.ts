import { expect, test } from 'vitest'
import { pathOf, placeOf } from './place.ts'

test('views and their conversations have addresses', () => {
  expect(placeOf('/queue')).toEqual({ kind: 'inbox', view: { kind: 'queue' }, conversationId: null })
  expect(placeOf('/mine/conv_1')).toEqual({ kind: 'inbox', view: { kind: 'mine' }, conversationId: 'conv_1' })
  expect(placeOf('/departments/dep_1/conv_1')).toEqual({
    kind: 'inbox',
    view: { kind: 'department', id: 'dep_1' },
    conversationId: 'conv_1',
  })
  expect(pathOf({ kind: 'department', id: 'dep_1' }, 'conv_1')).toBe('/departments/dep_1/conv_1')
})

test('settings, sign-in and invitations have theirs', () => {
  expect(placeOf('/settings/team')).toEqual({ kind: 'settings', page: 'team' })
  expect(placeOf('/settings')).toEqual({ kind: 'settings', page: null })
  expect(placeOf('/reset-password')).toEqual({ kind: 'auth', page: 'reset-password' })
  expect(placeOf('/accept-invitation/inv_1')).toEqual({ kind: 'invitation', id: 'inv_1' })
})

test('everything else is nowhere', () => {
  for (const path of ['/mine/a/b', '/settings/nothing', '/else', '/sign-in/x'])
    expect(placeOf(path).kind).toBe('nowhere')
})
