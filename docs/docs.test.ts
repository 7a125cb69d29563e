import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { CLOSE_CODES, FIELD_CODES, PROBLEMS } from '../packages/protocol/src/constants.ts'
import { can, PERMISSIONS, type Permission } from '../packages/protocol/src/permissions.ts'

// What the documentation says is compared with what the code says.

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.md'))
    .map(file => path.join('docs', file)),
]

/** Cells of the row of a table that begins with a name. */
const rowOf = (page: string, name: string) =>
  page
    .split('\n')
    .find(line => line.startsWith(`| \`${name}\` |`))
    ?.split('|')
    .map(cell => cell.trim())
    .slice(1, -1)

test('every setting is described', () => {
  const settings = [...read('apps/api/src/env.ts').matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map(
    ([, name]) => name,
  )
  expect(settings).toContain('PORT')
  const described = read('README.md') + read('docs/operators.md')
  expect(settings.filter(name => !described.includes(`\`${name}\``))).toEqual([])
})

test('every problem has its row, with its status', () => {
  const page = read('docs/problems.md')
  const told = Object.keys(PROBLEMS).map(code => [code, rowOf(page, code)?.[1]])
  expect(told).toEqual(Object.entries(PROBLEMS).map(([code, [status]]) => [code, String(status)]))
})

test('every code of a field is described', () => {
  const page = read('docs/problems.md')
  expect(FIELD_CODES.filter(code => !page.includes(`\`${code}\``))).toEqual([])
})

test('every farewell of a socket has its row, with its close code', () => {
  const page = read('docs/problems.md').split("## A socket's farewell")[1] ?? ''
  const told = Object.keys(CLOSE_CODES).map(reason => [reason, rowOf(page, reason)?.[1]])
  expect(told).toEqual(Object.entries(CLOSE_CODES).map(([reason, code]) => [reason, String(code)]))
})

test('the table of roles is the table of permissions', () => {
  const page = read('docs/admins.md')
  const team = ['owner', 'admin', 'supervisor', 'agent'] as const
  for (const permission of Object.keys(PERMISSIONS) as Permission[]) {
    const marks = team.map(role => (can(role, permission) ? '✓' : '–'))
    if (marks.includes('✓'))
      expect(rowOf(page, permission), permission).toEqual([`\`${permission}\``, ...marks])
    else expect(page, permission).toContain(`\`${permission}\``)
  }
})

test.each(pages)('every link of %s leads somewhere', page => {
  const links = [...read(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link)
  const broken = links.filter(link => !/^[a-z]+:/i.test(link)).filter(link => !leadsSomewhere(page, link))
  expect(broken).toEqual([])
})

function leadsSomewhere(page: string, link: string) {
  const [file = '', part] = link.split('#')
  const target = file === '' ? page : path.join(path.dirname(page), file)
  if (!existsSync(path.join(root, target))) return false
  return part === undefined || headingsOf(target).includes(part)
}

/** Headings as GitHub makes addresses of them. */
const headingsOf = (page: string) =>
  [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
