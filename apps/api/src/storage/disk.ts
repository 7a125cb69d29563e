import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { Refusal } from '../refusal.ts'
import type { Storage } from './storage.ts'

/** Files in a folder. A file appears whole or not at all. */
export function diskStorage(folder: string): Storage {
  const at = (key: string) => {
    const file = path.resolve(folder, key)
    if (!file.startsWith(path.resolve(folder) + path.sep))
      throw new Error('a storage key points outside the folder')
    return file
  }
  return {
    async put(key, bytes) {
      const file = at(key)
      const half = `${file}.part`
      try {
        await mkdir(path.dirname(file), { recursive: true })
        const handle = await open(half, 'w', 0o600)
        try {
          await handle.writeFile(bytes)
          await handle.sync()
        } finally {
          await handle.close()
        }
        await rename(half, file)
      } catch (error) {
        await rm(half, { force: true })
        throw isFull(error) ? new Refusal('storage_full') : error
      }
    },
    async get(key) {
      try {
        return new Uint8Array(await readFile(at(key)))
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
        throw error
      }
    },
    remove: key => rm(at(key), { force: true }),
  }
}

const isFull = (error: unknown) =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')
