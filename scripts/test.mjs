// Every check and every test, browser included; nothing needs to be installed by hand.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { build, root } from './build.mjs'

const bin = name => path.join(root, 'node_modules/.bin', name)
const env = {
  ...process.env,
  TURBO_TELEMETRY_DISABLED: '1',
  PATH: [path.join(root, 'node_modules/.bin'), process.env.PATH].join(path.delimiter),
}

/** Runs a step and ends the whole where it fails. */
function step(title, command, args, cwd = root) {
  const started = Date.now()
  process.stdout.write(`\n── ${title}\n`)
  const { status } = spawnSync(command, args, {
    cwd,
    stdio: 'inherit',
    env,
    shell: process.platform === 'win32',
  })
  if (status !== 0) process.exit(status ?? 1)
  process.stdout.write(`── ${title}: ${((Date.now() - started) / 1000).toFixed(1)} s\n`)
}

build()
step('types', bin('turbo'), ['run', 'check:types', '--output-logs=errors-only', '--no-update-notifier'])
step('lint and format', bin('biome'), ['check', '--error-on-warnings'])
step('dead exports', bin('knip'), [])
step('a Redis', bin('tsx'), ['scripts/redis.ts'])
step('tests on a real database', bin('vitest'), ['run'])
step(
  'tests in a browser',
  path.join(root, 'apps/e2e/node_modules/.bin/playwright'),
  ['test'],
  path.join(root, 'apps/e2e'),
)
