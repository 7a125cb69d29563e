import { ownPictureKey } from '@halloo/protocol'
import type { Hono } from 'hono'
import { notFound } from '../refusal.ts'
import type { Storage } from '../storage/storage.ts'
import { FILE_HEADERS, IMMUTABLE_HEADERS } from './headers.ts'
import { sendFile, staticFile } from './static-files.ts'

const TYPES: Record<string, string> = { png: 'image/png', jpg: 'image/jpeg', webp: 'image/webp' }

/** Pictures of looks: fetched by every page that wears one, looked at, never run. The database is not asked. */
export function mountPictures(app: Hono, storage: Storage) {
  app.get('/widget/pictures/*', async c => {
    const key = ownPictureKey(c.req.path)
    const bytes = key && (await storage.get(key))
    const type = key && TYPES[key.split('.')[1] ?? '']
    if (!bytes || !type) throw notFound()
    return sendFile(c, staticFile(Buffer.from(bytes.buffer), type), {
      ...IMMUTABLE_HEADERS,
      'content-security-policy': FILE_HEADERS['content-security-policy'],
    })
  })
}
