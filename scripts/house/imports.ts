import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Import {
  /** File that imports, from the root. */
  from: string
  /** What it names: a package, or a file from the root. */
  to: string
  typesOnly: boolean
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s+(type\s)?([^'";]*?)\s*from\s*'([^']+)'|(?:^|[^.\w])import\(\s*(?:\/\*.*?\*\/\s*)?'([^']+)'\s*\)|(?:^|\n)import\s*'([^']+)'/g

/** Every import of the source files below a folder. */
export function importsOf(folder: string): Import[] {
  return sourceFiles(folder).flatMap(from => {
    const text = readFileSync(path.join(root, from), 'utf8')
    return [...text.matchAll(IMPORT)].map(([, type, names = '', module, dynamic, bare]) => {
      const to = module ?? dynamic ?? bare ?? ''
      return {
        from,
        to: to.startsWith('.') ? path.normalize(path.join(path.dirname(from), to)) : to,
        typesOnly: Boolean(type) || isAllTypes(names),
      }
    })
  })
}

const isAllTypes = (names: string) => /^\{(\s*type\s+\w+(\s+as\s+\w+)?\s*,?)+\s*\}$/.test(names.trim())

function sourceFiles(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter(
      entry =>
        entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name) && !/node_modules|\/dist/.test(entry.parentPath),
    )
    .map(entry => path.relative(root, path.join(entry.parentPath, entry.name)))
}

export const isTest = (file: string) => /\.(test|test-d|spec)\.tsx?$|\/(testing|sweeps)\//.test(file)
