// The package that a site installs: the same launcher and panel behind `mount()`, with nothing else to install.
import { spawnSync } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'
import { shared } from './build-options.mjs'

const root = import.meta.dirname
const out = join(root, 'npm')

await rm(out, { recursive: true, force: true })
await build({
  ...shared,
  build: {
    outDir: out,
    target: 'es2022',
    lib: { entry: join(root, 'src/index.ts'), formats: ['es'] },
    rolldownOptions: {
      output: { minify: true, entryFileNames: 'index.js', chunkFileNames: '[name]-[hash].js' },
    },
  },
})

// Of the types, those that a site speaks of. They are written down in full, so nothing else need be looked at.
const { status } = spawnSync(
  'tsc',
  [
    ...['src/index.ts', 'src/halloo.ts', '--ignoreConfig', '--noResolve', '--noCheck', '--declaration'],
    ...['--emitDeclarationOnly', '--module', 'esnext', '--target', 'es2022', '--types', '', '--outDir', out],
    '--allowImportingTsExtensions',
  ],
  { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' },
)
process.exitCode = status ?? 1
