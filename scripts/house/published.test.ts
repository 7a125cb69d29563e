import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { build } from '../build.mjs'

// What is published, as a stranger gets it: packed, installed into an empty project without a network, and used.

const root = fileURLToPath(new URL('../..', import.meta.url))
const bin = path.join(root, 'node_modules/.bin')
/** In the order in which each needs the ones before. */
const PUBLISHED = ['protocol', 'client', 'sdk', 'widget']
let project = ''

function run(command: string, args: string[], cwd: string) {
  const env = { ...process.env, PATH: [bin, process.env.PATH].join(path.delimiter) }
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, env, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stdout}${stderr}`)
  return stdout
}

/** What a project of strangers has already: an offline machine can install nothing else. */
const linked = (of: string, name: string) => `link:${realpathSync(path.join(root, of, 'node_modules', name))}`

beforeAll(() => {
  build()
  project = mkdtempSync(path.join(os.tmpdir(), 'halloo-published-'))
  for (const name of PUBLISHED) {
    run('pnpm', ['pack', '--pack-destination', project], path.join(root, 'packages', name))
  }
  const tarballs = Object.fromEntries(
    PUBLISHED.map(name => [`@halloo/${name}`, `file:./halloo-${name}-0.1.0.tgz`]),
  )
  const { '@halloo/protocol': protocol, ...dependencies } = tarballs
  write('package.json', {
    name: 'a-strangers-project',
    private: true,
    type: 'module',
    dependencies,
    pnpm: { overrides: { '@halloo/protocol': protocol, zod: linked('packages/protocol', 'zod') } },
  })
  write('tsconfig.json', {
    compilerOptions: {
      target: 'ES2022',
      module: 'NodeNext',
      lib: ['ES2022', 'DOM'],
      types: [],
      strict: true,
      noEmit: true,
    },
    include: ['*.ts'],
  })
  run('pnpm', ['install', '--offline', '--no-frozen-lockfile'], project)
}, 300_000)
afterAll(() => rmSync(project, { recursive: true, force: true }))

const write = (name: string, content: unknown) =>
  writeFileSync(
    path.join(project, name),
    typeof content === 'string' ? content : JSON.stringify(content, null, 2),
  )

test('an example of everything that is for others type-checks, and a mistake in it does not', () => {
  write(
    'example.ts',
    `import { createVisitor, type TextStorage, Refusal } from '@halloo/client'
import { signIdentity } from '@halloo/sdk'
import { type Halloo, mount } from '@halloo/widget'
import vectors from '@halloo/sdk/vectors/identity.json' with { type: 'json' }

export function embed(): Halloo {
  const chat = mount({ url: 'https://chat.example.com', key: 'pk_…', locale: 'de', consent: 'required' })
  chat.on('unread', count => count.toFixed(0))
  // @ts-expect-error there is no such side
  mount({ url: 'https://chat.example.com', key: 'pk_…', position: 'top' })
  return chat
}

export async function talk(storage: TextStorage) {
  const visitor = createVisitor({ url: 'https://chat.example.com', key: 'pk_…', storage })
  visitor.on('message.created', ({ message }) => message.content.toUpperCase())
  visitor.on('conversation.accepted', ({ agent }) => agent?.name)
  // @ts-expect-error there is no such event
  visitor.on('message.invented', () => {})
  // @ts-expect-error a conversation begins with words
  visitor.conversations.start(7)
  const id: string = visitor.conversations.start('Hello', { subject: 'Order 7' })
  try {
    await visitor.markRead(id)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not_found') return vectors.vectors.length
    // @ts-expect-error there is no such code
    if (error instanceof Refusal && error.code === 'invented') return 0
  }
  // @ts-expect-error who it is must be said
  await signIdentity({ secret: 'isk_…', organizationId: 'org_…' })
  return signIdentity({ secret: 'isk_…', organizationId: 'org_…', sub: 'user-1', attributes: { plan: 'pro' } })
}
`,
  )
  run('tsc', ['-p', '.'], project)
}, 60_000)

test('it runs in a bare runtime, and nothing of the validator comes along', () => {
  write(
    'example.mjs',
    `import { createVisitor } from '@halloo/client'
import { signIdentity } from '@halloo/sdk'
const visitor = createVisitor({ url: 'http://127.0.0.1:9', key: 'pk_nobody' })
const known = await visitor.open()
visitor.disconnect()
const token = await signIdentity({ secret: 'isk_x', organizationId: 'org_x', sub: 'ada' })
console.log(JSON.stringify({ known, status: visitor.status, parts: token.split('.').length }))
`,
  )
  expect(JSON.parse(run('node', ['example.mjs'], project))).toEqual({
    known: false,
    status: 'idle',
    parts: 3,
  })
  rmSync(path.join(project, 'node_modules/@halloo/client/node_modules'), { recursive: true, force: true })
  const modules = path.join(project, 'node_modules/.pnpm')
  for (const name of readdirSync(modules).filter(folder => /protocol/.test(folder)))
    rmSync(path.join(modules, name), { recursive: true, force: true })
  expect(JSON.parse(run('node', ['example.mjs'], project))).toMatchObject({ parts: 3 })
}, 60_000)

test('tests and sources stay at home', () => {
  for (const name of PUBLISHED) {
    const files = run('tar', ['tzf', `halloo-${name}-0.1.0.tgz`], project)
      .split('\n')
      .filter(Boolean)
    expect(files.filter(file => /\/src\/|\.test\.|testing/.test(file))).toEqual([])
    expect(files).toContain(`package/${name === 'widget' ? 'npm' : 'dist'}/index.d.ts`)
  }
})
