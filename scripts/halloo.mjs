// The operator's commands; see `pnpm halloo` without any.
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, root } from './build.mjs'

build()
await import(pathToFileURL(path.join(root, 'apps/api/dist/cli.js')).href)
