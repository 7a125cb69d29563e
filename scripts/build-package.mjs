// Builds a published package, in its folder: one JavaScript file for each door, and the types beside it.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'vite'

const root = process.cwd()
const { exports, dependencies = {} } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
const doors = Object.values(exports).filter(file => file.endsWith('.ts'))
/** What is installed beside it stays outside; what is ours and small comes along. */
const outside = Object.keys(dependencies).filter(name => !name.startsWith('@halloo/'))

await build({
  root,
  configFile: false,
  logLevel: 'warn',
  build: {
    target: 'es2022',
    minify: false,
    lib: { entry: doors.map(file => path.join(root, file)), formats: ['es'] },
    rolldownOptions: {
      external: outside,
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
})
const { status } = spawnSync('tsc', ['-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
  shell: process.platform === 'win32',
})
process.exitCode = status ?? 1
