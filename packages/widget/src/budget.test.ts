import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const manifestPath = join(root, 'dist/manifest.json')

interface Manifest {
  loader: string
  panel: string
  files: Record<string, { brotli: number }>
}

describe.skipIf(!existsSync(manifestPath))('the budget', () => {
  const manifest = (): Manifest => JSON.parse(readFileSync(manifestPath, 'utf8'))

  it('lets the loader have 2,500 bytes', () => {
    const { files, loader } = manifest()
    expect(files[loader]?.brotli).toBeLessThanOrEqual(2500)
  })

  it('lets the first open fetch 22,000 bytes', () => {
    const { files, panel } = manifest()
    expect(files[panel]?.brotli).toBeLessThanOrEqual(22_000)
  })

  it('lets everything together have 33,000 bytes', () => {
    const all = Object.values(manifest().files).reduce((sum, file) => sum + file.brotli, 0)
    expect(all).toBeLessThanOrEqual(33_000)
  })
})

describe('the loader', () => {
  it('knows nothing of Preact: it comes with the panel', () => {
    const loader = readdirSync(join(root, 'src/loader')).map(name =>
      readFileSync(join(root, 'src/loader', name), 'utf8'),
    )
    expect(loader.join('\n')).not.toMatch(/from 'preact|from '\.\.\/panel\//)
  })
})
