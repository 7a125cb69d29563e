// Builds what has changed since the last time; turbo keeps what has not.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** turbo runs scripts by pnpm, which a fresh machine does not have: ours comes with the packages. */
const withPnpm = () => [path.join(root, 'node_modules/.bin'), process.env.PATH].join(path.delimiter)

export function build() {
  const turbo = path.join(
    path.dirname(createRequire(import.meta.url).resolve('turbo/package.json')),
    'bin',
    'turbo',
  )
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [turbo, 'run', 'build', '--output-logs=errors-only', '--no-update-notifier'],
    { cwd: root, encoding: 'utf8', env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', PATH: withPnpm() } },
  )
  if (status !== 0) {
    process.stderr.write(stdout + stderr)
    process.exit(status ?? 1)
  }
}
