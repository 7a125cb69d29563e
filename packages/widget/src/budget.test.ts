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

/** The pinned loader is fetched instead of the floating one, the extras stand in it, the doctor is called for. */
const isOther = (name: string) => /^(v\/|extras\.js|assets\/(doctor|judge)-)/.test(name)
const isLanguage = (name: string) => /^assets\/[a-z]{2}-/.test(name)

describe.skipIf(!existsSync(manifestPath))('the budget', () => {
  const manifest = (): Manifest => JSON.parse(readFileSync(manifestPath, 'utf8'))

  const languages = () => Object.entries(manifest().files).filter(([name]) => isLanguage(name))

  it('lets the loader have 2,500 bytes', () => {
    const { files, loader } = manifest()
    expect(files[loader]?.brotli).toBeLessThanOrEqual(2500)
  })

  it('lets the first open fetch 22,000 bytes', () => {
    const { files, panel } = manifest()
    expect(files[panel]?.brotli).toBeLessThanOrEqual(22_000)
  })

  const longest = () => Math.max(...languages().map(([, file]) => file.brotli))

  it('lets the first open have 22 KB in the longest language', () => {
    const { files, panel } = manifest()
    expect((files[panel]?.brotli ?? 0) + longest()).toBeLessThanOrEqual(22 * 1024)
  })

  it('lets loader, panel and the longest language have 25,000 bytes', () => {
    const { files, loader, panel } = manifest()
    expect((files[loader]?.brotli ?? 0) + (files[panel]?.brotli ?? 0) + longest()).toBeLessThanOrEqual(25_000)
  })

  it('lets a language have 1,024 bytes for 50 sentences', () => {
    const sentences = Object.values(
      JSON.parse(readFileSync(join(root, 'src/locales/en.json'), 'utf8')),
    ).length
    expect(languages().length).toBe(readdirSync(join(root, 'src/locales')).length - 2)
    for (const [name, { brotli }] of languages())
      expect(brotli / sentences, name).toBeLessThanOrEqual(1024 / 50)
  })

  it('lets everything that one visitor may need have 52,000 bytes', () => {
    const ours = Object.entries(manifest().files).filter(([name]) => !isLanguage(name) && !isOther(name))
    expect(ours.reduce((sum, [, file]) => sum + file.brotli, 0)).toBeLessThanOrEqual(52_000)
  })
})

describe.skipIf(!existsSync(manifestPath))('what visitors get', () => {
  it('was built for them, not for development: it names no file of this machine', () => {
    const { files }: Manifest = JSON.parse(readFileSync(manifestPath, 'utf8'))
    for (const name of Object.keys(files))
      expect(readFileSync(join(root, 'dist', name), 'utf8').includes(root), name).toBe(false)
  })

  it('is compiled while it arrives, not in the first click', () => {
    const { files }: Manifest = JSON.parse(readFileSync(manifestPath, 'utf8'))
    for (const name of Object.keys(files).filter(name => !isLanguage(name)))
      expect(readFileSync(join(root, 'dist', name), 'utf8'), name).toMatch(
        /^\/\/# allFunctionsCalledOnLoad\n/,
      )
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
