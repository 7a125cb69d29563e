import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Where the installation keeps what is not in the database: `.halloo/`, or a place that the database user can reach. */
export function dataFolder(root: string, given?: string): string {
  const folder = given ?? (reachable(root) ? path.join(root, '.halloo') : outside(root))
  mkdirSync(folder, { recursive: true })
  // The database runs as another user when we are root: it must be able to walk through.
  if (process.getuid?.() === 0) chmodSync(folder, 0o755)
  return folder
}

/** Root's checkout may lie below a private folder, which the database user cannot enter. */
function reachable(root: string) {
  if (process.getuid?.() !== 0) return true
  for (let at = path.resolve(root); ; at = path.dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false
    if (at === path.dirname(at)) return true
  }
}

const outside = (root: string) =>
  `/var/lib/halloo/${createHash('sha256').update(path.resolve(root)).digest('hex').slice(0, 12)}`

/** A secret made once and kept in the data folder, readable by its owner alone. */
export function keptSecret(folder: string, name: string): string {
  const file = path.join(folder, name)
  if (!existsSync(file))
    writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' })
  return readFileSync(file, 'utf8').trim()
}
