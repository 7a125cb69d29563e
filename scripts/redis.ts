// Finds a Redis (or Valkey) server for the tests, and installs one from the system's packages where it may.
// Nothing depends on it: without one, the tests that want it say by name that they did not run.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

// Debian's redis-tools holds the server too, under another name, and brings no service that would be started.
const NAMES = ['redis-server', 'valkey-server', 'redis-check-rdb']
const APT = '/usr/bin/apt-get'
const FOLDERS = ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin']

/** Path of the first server found, to be started under the name `redis-server`; undefined if there is none. */
export const findRedis = () =>
  [...(process.env.PATH ?? '').split(path.delimiter), ...FOLDERS]
    .flatMap(folder => NAMES.map(name => path.join(folder, name)))
    .find(file => existsSync(file))

/** Only where nobody has to be asked: as root, with apt. */
function install() {
  if (process.getuid?.() !== 0 || !existsSync(APT)) return
  const apt = (...args: string[]) =>
    spawnSync(APT, ['-q', '-y', ...args], {
      stdio: 'ignore',
      timeout: 120_000,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0
  const get = () => apt('install', '--no-install-recommends', 'redis-tools')
  if (!get() && apt('update')) get()
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!findRedis()) install()
  process.stdout.write(`Redis for the tests: ${findRedis() ?? 'none found, and none could be installed'}\n`)
}
