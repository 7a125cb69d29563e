import { describe, expect, test } from 'vitest'
import { type Import, importsOf, isTest } from './imports.ts'

// The floors of the house: arrows point down, apps never import apps, and browsers get types, not validators.

const FLOORS: Record<string, string[]> = {
  'packages/protocol': [],
  // Types alone, as below.
  'packages/db': ['@halloo/protocol'],
  'packages/client': ['@halloo/protocol'],
  'packages/sdk': [],
  'packages/widget': ['@halloo/client', '@halloo/protocol'],
  'apps/api': ['@halloo/db', '@halloo/protocol'],
  'apps/inbox': ['@halloo/client', '@halloo/protocol', '@halloo/widget'],
  'apps/demo': [],
  // Its widget bench looks into a database of its own.
  'apps/e2e': ['@halloo/db'],
  'apps/bench': ['@halloo/db', '@halloo/protocol'],
  'apps/faults': ['@halloo/client', '@halloo/db', '@halloo/protocol'],
}

/** Packages from npm that belong to one floor alone. */
const AT_HOME: Record<string, string[]> = {
  // The bench writes its peer as others would: with drizzle and socket.io.
  'drizzle-orm': ['packages/db', 'apps/api', 'apps/bench'],
  'socket.io': ['apps/bench'],
  postgres: ['packages/db', 'apps/api', 'apps/bench'],
  hono: ['apps/api'],
  ws: ['apps/api', 'apps/bench', 'apps/faults'],
  zod: ['packages/protocol', 'apps/api'],
  preact: ['packages/widget', 'apps/inbox'],
}

/** Inner floors of the api: what each folder may import of the others. */
const ROOMS: Record<string, string[]> = {
  storage: [],
  words: [],
  mail: ['telemetry'],
  telemetry: [],
  auth: ['mail'],
  events: [],
  outbound: [],
  door: ['auth', 'events', 'storage', 'web'],
  features: ['auth', 'door', 'events', 'outbound', 'storage', 'words'],
  realtime: ['auth', 'door', 'events', 'telemetry'],
  jobs: ['auth', 'door', 'events', 'features', 'mail', 'telemetry', 'words'],
  web: ['auth', 'door', 'features', 'mail', 'storage', 'telemetry', 'words'],
  demo: ['auth', 'door', 'features'],
  cli: ['auth', 'door', 'features', 'storage'],
}

const code = (folder: string) =>
  importsOf(folder).filter(({ from }) => !isTest(from) && from.includes('/src/'))
const show = ({ from, to }: Import) => `${from} → ${to}`

describe.each(Object.entries(FLOORS))('%s', (folder, allowed) => {
  test('imports only what lies below it', () => {
    const wrong = code(folder).filter(
      ({ to }) =>
        to.startsWith('@halloo/') && !allowed.some(name => to === name || to.startsWith(`${name}/`)),
    )
    const outside = code(folder).filter(
      ({ to }) => /^(packages|apps)\//.test(to) && !to.startsWith(`${folder}/`),
    )
    expect([...wrong, ...outside].map(show)).toEqual([])
  })

  test('uses packages from npm only where they are at home', () => {
    const wrong = code(folder).filter(({ to }) =>
      Object.entries(AT_HOME).some(
        ([name, homes]) => (to === name || to.startsWith(`${name}/`)) && !homes.includes(folder),
      ),
    )
    expect(wrong.map(show)).toEqual([])
  })
})

test('browsers take types from the protocol, and values only from its constants', () => {
  const wrong = ['packages/client', 'packages/widget']
    .flatMap(code)
    .filter(({ to, typesOnly }) => to === '@halloo/protocol' && !typesOnly)
  expect(wrong.map(show)).toEqual([])
})

test('the database knows the contract by its types alone', () => {
  const wrong = code('packages/db').filter(({ to, typesOnly }) => to.startsWith('@halloo/') && !typesOnly)
  expect(wrong.map(show)).toEqual([])
})

test('nobody but the auth room speaks with Better Auth, the inbox through its client', () => {
  const wrong = [...code('apps/api'), ...code('apps/inbox'), ...code('packages/widget')].filter(
    ({ from, to }) =>
      to.startsWith('better-auth') &&
      !from.startsWith('apps/api/src/auth/') &&
      !/^better-auth\/client/.test(to),
  )
  expect(wrong.map(show)).toEqual([])
})

describe.each(Object.entries(ROOMS))('apps/api/src/%s', (room, allowed) => {
  test('enters only the rooms below it', () => {
    const wrong = code(`apps/api/src/${room}`).filter(({ to, typesOnly }) => {
      const [, other] = /^apps\/api\/src\/([^/]+)\//.exec(to) ?? []
      return other !== undefined && other !== room && !allowed.includes(other) && !typesOnly
    })
    expect(wrong.map(show)).toEqual([])
  })
})

test('services name no tenant: it is set once, by the doorway', () => {
  const { readFileSync, readdirSync } = process.getBuiltinModule('node:fs')
  const folder = 'apps/api/src/features'
  const named = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(
      file =>
        /(service|routes|assign|status|update|list|change|release|append)\.ts$/.test(file) &&
        !file.startsWith('widget-sessions'),
    )
    .filter(file => /actor\.organizationId|organizationId:/.test(readFileSync(`${folder}/${file}`, 'utf8')))
  expect(named).toEqual([])
})

test('no file imports itself by a detour', () => {
  const graph = new Map<string, string[]>()
  for (const { from, to, typesOnly } of Object.keys(FLOORS).flatMap(code))
    if (!typesOnly && /\.(ts|tsx)$/.test(to)) graph.set(from, [...(graph.get(from) ?? []), to])
  const done = new Set<string>()
  const circles: string[] = []
  const walk = (file: string, path: string[]) => {
    if (path.includes(file)) return void circles.push([...path.slice(path.indexOf(file)), file].join(' → '))
    if (done.has(file)) return
    for (const next of graph.get(file) ?? []) walk(next, [...path, file])
    done.add(file)
  }
  for (const file of graph.keys()) walk(file, [])
  expect(circles).toEqual([])
})
