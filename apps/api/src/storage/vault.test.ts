import { expect, test } from 'vitest'
import { createVault } from './vault.ts'

const vault = createVault('an encryption key that is long enough')
const PLACE = 'identity_secrets.secret ids_1'

test('gives back what was put in, and never writes the same twice', () => {
  const [sealed, again] = [vault.seal('org_a', PLACE, 'a secret'), vault.seal('org_a', PLACE, 'a secret')]
  expect(vault.open('org_a', PLACE, sealed)).toBe('a secret')
  expect(again).not.toBe(sealed)
  expect(sealed).not.toContain('a secret')
})

test('opens nothing that was moved to another tenant, to another row, or changed', () => {
  const sealed = vault.seal('org_a', PLACE, 'a secret')
  expect(vault.open('org_b', PLACE, sealed)).toBeUndefined()
  expect(vault.open('org_a', 'identity_secrets.secret ids_2', sealed)).toBeUndefined()
  const at = sealed.length - 3
  const bent = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1)
  expect(vault.open('org_a', PLACE, bent)).toBeUndefined()
  expect(vault.open('org_a', PLACE, 'v1.x')).toBeUndefined()
})

test('opens nothing of another key', () => {
  const sealed = vault.seal('org_a', PLACE, 'a secret')
  expect(createVault('another encryption key, long enough').open('org_a', PLACE, sealed)).toBeUndefined()
})

test('opens what the former key has sealed, and seals with the present one', () => {
  const [former, present] = [
    'the former key, long enough to be one',
    'the present key, long enough to be one',
  ]
  const both = createVault(present, former)
  expect(both.open('org_a', PLACE, createVault(former).seal('org_a', PLACE, 'a secret'))).toBe('a secret')
  expect(createVault(present).open('org_a', PLACE, both.seal('org_a', PLACE, 'a secret'))).toBe('a secret')
})
