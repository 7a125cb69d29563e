// Builds if needed, then becomes the server.
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, root } from './build.mjs'

build()
await import(pathToFileURL(path.join(root, 'apps/api/dist/main.js')).href)
