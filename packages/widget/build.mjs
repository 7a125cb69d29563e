// Panel first (its name is compiled into the loader), then the loader, then what came out.
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { build } from 'vite'
import { compileAhead, shared } from './build-options.mjs'

const root = import.meta.dirname
const dist = join(root, 'dist')

await rm(dist, { recursive: true, force: true })
await build({
  ...shared,
  build: {
    outDir: join(dist, 'assets'),
    target: 'es2022',
    minify: true,
    lib: { entry: join(root, 'src/panel/panel.tsx'), formats: ['es'] },
    rolldownOptions: {
      preserveEntrySignatures: 'allow-extension',
      output: {
        minify: true,
        // The first view in one request: what the later parts share stays in it.
        codeSplitting: {
          groups: [
            { name: 'panel', tags: ['$initial'] },
            { name: 'wire', test: /panel.wire\.ts|protocol.src.constants/ },
          ],
        },
        postBanner: compileAhead,
        entryFileNames: 'panel-[hash].js',
        chunkFileNames: '[name]-[hash].js',
      },
    },
  },
})
const assets = await readdir(join(dist, 'assets'))
const panel = assets.find(name => name.startsWith('panel-'))
if (!panel) throw new Error('The build made no panel.')

const script = (entry, exportName) =>
  build({
    ...shared,
    define: { ...shared.define, __PANEL__: JSON.stringify(panel) },
    build: {
      outDir: dist,
      emptyOutDir: false,
      target: 'es2022',
      minify: true,
      lib: {
        entry: join(root, `src/loader/${entry}.ts`),
        formats: ['iife'],
        name: exportName ?? '_',
        fileName: () => `${entry}.js`,
      },
      rolldownOptions: { output: { minify: true, postBanner: compileAhead } },
    },
  })
await script('loader')
await script('pinned')
await script('extras', 'extras')

// Named after its bytes, which a page may demand by their hash.
const pinned = await readFile(join(dist, 'pinned.js'))
const version = createHash('sha256').update(pinned).digest('hex').slice(0, 12)
const integrity = `sha384-${createHash('sha384').update(pinned).digest('base64')}`
await mkdir(join(dist, 'v', version), { recursive: true })
await rename(join(dist, 'pinned.js'), join(dist, 'v', version, 'loader.js'))

const loader = await readFile(join(dist, 'loader.js'), 'utf8')
for (const place of ['__HALLOO_CONFIG__', '__HALLOO_EXTRAS__']) {
  const times = loader.split(place).length - 1
  if (times !== 1) throw new Error(`The loader names ${place} ${times} times, not once.`)
}

const files = {}
for (const name of [
  'loader.js',
  'extras.js',
  `v/${version}/loader.js`,
  ...assets.map(asset => `assets/${asset}`),
]) {
  const bytes = await readFile(join(dist, name))
  files[name] = { bytes: bytes.length, brotli: brotliCompressSync(bytes).length }
}
await writeFile(join(dist, 'pinned.json'), JSON.stringify({ version, integrity }))
const manifest = { loader: 'loader.js', panel: `assets/${panel}`, pinned: { version, integrity }, files }
await writeFile(join(dist, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
