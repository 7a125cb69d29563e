import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout whose program is tried; another one may be named. */
export const root = process.env.FAULTS_CHECKOUT ?? fileURLToPath(new URL('../../../..', import.meta.url))

const BUILT = 'apps/api/dist/main.js'
const SOURCES = ['apps/api/src', 'packages/db/src', 'packages/protocol/src']

/** What Node is to run: the built program where it is newer than its sources, because it starts sooner. */
export const program = () =>
  builtAt() > Math.max(...SOURCES.map(changedAt)) ? [BUILT] : ['--import', 'tsx', 'apps/api/src/main.ts']

const builtAt = () => statSync(path.join(root, BUILT), { throwIfNoEntry: false })?.mtimeMs ?? 0

const changedAt = (folder: string) =>
  Math.max(
    ...readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map(file => statSync(path.join(root, folder, file)).mtimeMs),
  )
