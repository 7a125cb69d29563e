import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import type { Context } from 'hono'

export interface StaticFile {
  bytes: Buffer<ArrayBuffer>
  brotli: Buffer<ArrayBuffer> | null
  type: string
  etag: string
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}

/** Built files of one app, read once; compressed when first asked for. */
export function readFolder(folder: string): Map<string, StaticFile> {
  const files = new Map<string, StaticFile>()
  if (!existsSync(folder)) return files
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = path.join(entry.parentPath, entry.name)
    const type = TYPES[path.extname(file)] ?? 'application/octet-stream'
    files.set(path.relative(folder, file).split(path.sep).join('/'), staticFile(readFileSync(file), type))
  }
  return files
}

export function staticFile(bytes: Buffer<ArrayBuffer>, type: string): StaticFile {
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
  return { bytes, brotli: null, type, etag }
}

const COMPRESSIBLE = /^(text|image\/svg|application\/(json|manifest))/

/** Answers with a file, compressed where it helps, or with 304. */
export function sendFile(c: Context, file: StaticFile, headers: Record<string, string>) {
  const all = {
    ...headers,
    etag: file.etag,
    vary: [headers.vary, 'Accept-Encoding'].filter(Boolean).join(', '),
  }
  if (c.req.header('if-none-match') === file.etag) return c.body(null, 304, all)
  const compress = COMPRESSIBLE.test(file.type) && /\bbr\b/.test(c.req.header('accept-encoding') ?? '')
  if (!compress) return c.body(file.bytes, 200, { ...all, 'content-type': file.type })
  file.brotli ??= brotliCompressSync(file.bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
  return c.body(file.brotli, 200, { ...all, 'content-type': file.type, 'content-encoding': 'br' })
}
