import { expect, test } from 'vitest'
import { safeName } from './file-name.ts'

test.each([
  ['../../etc/passwd.png', 'passwd.png'],
  ['C:\\fakepath\\me.PNG', 'me.PNG'],
  ['invoice\u202egnp.exe', 'invoicegnp.png'],
  ['...png', 'png.png'],
  ['', 'file.png'],
  ['CON: <x>?.gif', 'CON x.png'],
])('%j is kept as %s', (given, kept) => {
  expect(safeName(given, ['png'])).toBe(kept)
})

test('a long name is cut at a whole character', () => {
  const name = safeName(`${'ä'.repeat(300)}.png`, ['png'])
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255)
  expect(name).toMatch(/^ä+\.png$/)
})
