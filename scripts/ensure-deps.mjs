// Installs what the lockfile says, with the pinned pnpm, when node_modules is missing or older. Node's own imports only.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'

const root = new URL('..', import.meta.url)
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Halloo needs Node 20.19 or newer; this is ${process.versions.node}.`)
  process.exit(1)
}

// `pnpm start` has already installed (verifyDepsBeforeRun).
const byPnpm = (process.env.npm_config_user_agent ?? '').startsWith('pnpm/')
const stamp = new URL('node_modules/.modules.yaml', root)
const lock = new URL('pnpm-lock.yaml', root)
const fresh = existsSync(stamp) && statSync(stamp).mtimeMs >= statSync(lock).mtimeMs

if (!byPnpm && !fresh) {
  const pin = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')).packageManager.split('+')[0]
  const windows = process.platform === 'win32'
  const { status } = spawnSync(windows ? 'npx.cmd' : 'npx', ['-y', pin, 'install', '--frozen-lockfile'], {
    cwd: root,
    stdio: 'inherit',
    shell: windows,
    env: { ...process.env, CI: process.env.CI ?? 'true' },
  })
  if (status !== 0) process.exit(status ?? 1)
}
