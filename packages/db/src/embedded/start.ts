import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Binaries, findBinaries } from './binaries.ts'
import { freePort } from './free-port.ts'
import { runningServer } from './running-server.ts'
import { type SystemUser, systemUser } from './system-user.ts'

export interface EmbeddedPostgres {
  /** The owner's address of the database `postgres`. */
  url: string
  /** False where a server left over from a killed process was found and is used. */
  started: boolean
  stop(): void
}

export interface EmbeddedOptions {
  /** Folder of the cluster; made if missing, never emptied. */
  dir: string
  /** Trades durability for speed: for tests only. */
  fast?: boolean
}

const FAST = ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off']
const MARKER = 'made-by-halloo'

/**
 * Starts PostgreSQL from the npm package, or takes over the one that already runs on the folder.
 * @example const pg = await startEmbedded({ dir: '.halloo/postgres' }); …; pg.stop()
 */
export async function startEmbedded({ dir, fast = false }: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const user = systemUser()
  const parent = path.dirname(dir)
  mkdirSync(parent, { recursive: true })
  const binaries = await findBinaries(user, parent)
  const secretFile = `${dir}.password`
  if (!existsSync(path.join(dir, 'PG_VERSION'))) initialize(binaries, dir, secretFile, user)
  const password = readFileSync(secretFile, 'utf8').trim()
  const running = await runningServer(dir)
  const port = running ?? (await launch(binaries, dir, user, fast))
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    started: running === undefined,
    stop: () => {
      spawnSync(binaries.pg_ctl, ['-D', dir, '-m', 'fast', '-w', 'stop'], { ...user, cwd: '/' })
    },
  }
}

function initialize(binaries: Binaries, dir: string, secretFile: string, user: SystemUser) {
  // A folder of ours without PG_VERSION is an initdb that was killed halfway; anything else is not ours to touch.
  if (existsSync(dir)) {
    if (!existsSync(`${dir}.${MARKER}`)) throw new Error(`${dir} exists and is not a database of ours.`)
    rmSync(dir, { recursive: true })
  }
  writeFileSync(`${dir}.${MARKER}`, '')
  mkdirSync(dir, { mode: 0o700 })
  writeFileSync(secretFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 })
  if (user.uid !== undefined) {
    chownSync(dir, user.uid, user.gid ?? user.uid)
    chownSync(secretFile, user.uid, user.gid ?? user.uid)
  }
  const made = spawnSync(
    binaries.initdb,
    ['-D', dir, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${secretFile}`, '-E', 'UTF8'].concat([
      '--locale-provider=builtin',
      '--locale=C.UTF-8',
      '--no-sync',
      '--no-instructions',
    ]),
    { ...user, cwd: '/', encoding: 'utf8', env: { PATH: process.env.PATH } },
  )
  if (made.status !== 0) throw new Error(`initdb failed in ${dir}: ${made.error?.message ?? made.stderr}`)
  chmodSync(secretFile, 0o600)
}

async function launch(binaries: Binaries, dir: string, user: SystemUser, fast: boolean): Promise<number> {
  const port = await freePort()
  const child = spawn(
    binaries.postgres,
    [
      '-D',
      dir,
      '-p',
      String(port),
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
    ].concat(['-c', 'max_connections=200', ...(fast ? FAST : [])]),
    // Its own group: Ctrl-C reaches only us, and the database stops after the last request has.
    {
      ...user,
      cwd: '/',
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { PATH: process.env.PATH },
    },
  )
  let log = ''
  await new Promise<void>((resolve, reject) => {
    child.stderr.on('data', chunk => {
      log = (log + String(chunk)).slice(-4000)
      if (log.includes('ready to accept connections')) resolve()
    })
    child.once('error', reject)
    child.once('exit', code => reject(new Error(`PostgreSQL ended with ${code} at start:\n${log}`)))
  })
  child.stderr.removeAllListeners('data').resume()
  const { stderr } = child
  if ('unref' in stderr && typeof stderr.unref === 'function') stderr.unref()
  child.removeAllListeners('exit').unref()
  return port
}
