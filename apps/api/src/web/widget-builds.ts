import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs'
import path from 'node:path'
import { readFolder, type StaticFile } from './static-files.ts'

const KEPT_DAYS = 60
const KEPT = ['assets', 'v']

/**
 * The widget as built, and what former builds left: an open tab asks for the chunks of its own time, and a
 * pinned tag for its version, long after an update.
 */
export function readWidgetBuilds(dist: string, kept: string): Map<string, StaticFile> {
  for (const part of KEPT.filter(name => existsSync(path.join(dist, name)))) {
    mkdirSync(path.join(kept, part), { recursive: true })
    for (const name of readdirSync(path.join(dist, part))) {
      const copy = path.join(kept, part, name)
      if (!existsSync(copy)) cpSync(path.join(dist, part, name), copy, { recursive: true })
      const now = new Date()
      utimesSync(copy, now, now)
    }
  }
  const files = new Map([...readFolder(kept), ...readFolder(dist)])
  removeOld(path.join(kept, 'assets'))
  return files
}

/** Chunks that no build has had for a long time. Pinned versions stay: their pages change by hand only. */
function removeOld(folder: string) {
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name)
    if (Date.now() - statSync(file).mtimeMs > KEPT_DAYS * 86_400_000) rmSync(file, { recursive: true })
  }
}
