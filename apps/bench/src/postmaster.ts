import { readFileSync } from 'node:fs'
import path from 'node:path'

/** Process id of the server of a data folder, as PostgreSQL writes it down. */
export const postmasterPid = (dir: string) =>
  Number(readFileSync(path.join(dir, 'postmaster.pid'), 'utf8').split('\n')[0])
