import { execFileSync } from 'node:child_process'

/** Whom the server runs as: nobody in particular unless we are root, whom PostgreSQL refuses. */
export interface SystemUser {
  uid?: number
  gid?: number
}

export function systemUser(): SystemUser {
  if (process.getuid?.() !== 0) return {}
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) =>
        Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }))
      return { uid: id('-u'), gid: id('-g') }
    } catch {
      // The next name may exist.
    }
  }
  throw new Error(
    'PostgreSQL does not run as root, and neither the user postgres nor nobody exists: set DATABASE_URL.',
  )
}
