// Watches: rebuilds every app on change and restarts the server.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { build, root } from './build.mjs'

build()
const run = (command, args, cwd) =>
  spawn(command, args, { cwd: path.join(root, cwd), stdio: 'inherit', shell: process.platform === 'win32' })
const children = [
  run('npx', ['vite', 'build', '--watch', '--logLevel', 'warn'], 'apps/inbox'),
  run('npx', ['tsx', 'watch', 'src/main.ts'], 'apps/api'),
]
process.on('SIGINT', () => {
  for (const child of children) child.kill('SIGINT')
})
