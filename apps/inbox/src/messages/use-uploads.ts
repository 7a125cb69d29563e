import { Refusal } from '@halloo/client'
import type { Attachment } from '@halloo/protocol'
import { LIMITS } from '@halloo/protocol/constants'
import { useEffect, useRef, useState } from 'preact/hooks'
import { client } from '../live/world.ts'
import { toastTrouble } from '../look/Toast.tsx'

export interface Upload {
  key: number
  name: string
  size: number
  progress: number
  attachment?: Attachment
  fault?: string
}

export type Uploads = ReturnType<typeof useUploads>

let nextKey = 1

/** Files on their way into the next message. */
export function useUploads() {
  const [items, setItems] = useState<readonly Upload[]>([])
  const files = useRef(new Map<number, { file: File; abort: AbortController }>())
  useEffect(() => () => files.current.forEach(({ abort }) => void abort.abort()), [])

  const change = (key: number, change: Partial<Upload>) =>
    setItems(all => all.map(item => (item.key === key ? { ...item, ...change } : item)))

  const start = async (key: number, file: File) => {
    const abort = new AbortController()
    files.current.set(key, { file, abort })
    const onProgress = (progress: number) => change(key, { progress })
    try {
      const name = file.name || 'file'
      const attachment = await client.upload('POST /v1/attachments', file, name, onProgress, abort.signal)
      change(key, { attachment, progress: 1 })
    } catch (error) {
      if (!abort.signal.aborted)
        change(key, { fault: error instanceof Refusal ? faultWords(error) : 'Not uploaded.' })
    }
  }
  const add = (list: FileList | null | undefined) => {
    const free = LIMITS.attachmentsPerMessage - items.length
    const chosen = [...(list ?? [])]
    if (chosen.length > free) toastTrouble(`A message holds ${LIMITS.attachmentsPerMessage} files.`)
    const added = chosen.slice(0, free).map(file => ({ key: nextKey++, file }))
    setItems([
      ...items,
      ...added.map(({ key, file }) => ({ key, name: file.name, size: file.size, progress: 0 })),
    ])
    for (const { key, file } of added) {
      if (file.size > LIMITS.memberUploadBytes)
        change(key, { fault: `Larger than ${LIMITS.memberUploadBytes / 1024 / 1024} MB.` })
      else void start(key, file)
    }
  }
  const remove = (key: number) => {
    files.current.get(key)?.abort.abort()
    files.current.delete(key)
    setItems(items.filter(item => item.key !== key))
  }
  const retry = (key: number) => {
    const known = files.current.get(key)
    if (!known) return
    setItems(items.map(({ fault: _, ...item }) => (item.key === key ? { ...item, progress: 0 } : item)))
    void start(key, known.file)
  }
  return {
    items,
    add,
    remove,
    retry,
    clear: () => setItems([]),
    ready: items.flatMap(item => item.attachment ?? []),
    busy: items.some(item => !item.attachment && !item.fault),
  }
}

const faultWords = (refusal: Refusal) =>
  refusal.code === 'offline' ? 'No connection.' : `${refusal.message.replace(/\.$/, '')}.`
