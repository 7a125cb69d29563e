import { Refusal, type RefusalCode } from '@halloo/client'
import { PICTURE } from '@halloo/protocol'
import { useEffect, useRef, useState } from 'preact/hooks'
import { client } from '../live/world.ts'
import { sizeWords } from '../messages/size-words.ts'

/** What is happening to a picture that was chosen. */
export type Sending =
  | { phase: 'rest' }
  /** `seen` shows it before it has arrived. */
  | { phase: 'sending'; seen: string; ratio: number }
  | { phase: 'failed'; words: string; again: (() => void) | undefined }

const REST: Sending = { phase: 'rest' }
const TYPES = 'Take a PNG, a JPEG or a WebP that does not move.'
const WORDS: Partial<Record<RefusalCode, string>> = {
  file_type_not_allowed: TYPES,
  file_content_mismatch: 'This file is damaged, or not what its name says.',
  file_empty: 'This file is empty.',
  image_too_large: 'It has too many pixels. Up to 2,000 by 2,000 are taken.',
  offline: 'There is no connection.',
}

/** Uploads a picture for the look; one at a time, the later one counts. */
export function usePicture(onAddress: (address: string) => void) {
  const [sending, setSending] = useState<Sending>(REST)
  const latest = useRef(onAddress)
  latest.current = onAddress
  const under = useRef<AbortController | null>(null)

  const stop = () => {
    under.current?.abort()
    under.current = null
    setSending(REST)
  }
  useEffect(() => () => under.current?.abort(), [])

  async function take(files: Iterable<File> | null | undefined) {
    const [file] = files ?? []
    if (!file) return
    stop()
    const abort = new AbortController()
    under.current = abort
    const words = await unfit(file)
    if (under.current !== abort) return
    if (words) return setSending({ phase: 'failed', words, again: undefined })
    const seen = URL.createObjectURL(file)
    setSending({ phase: 'sending', seen, ratio: 0 })
    const onProgress = (ratio: number) =>
      under.current === abort && setSending({ phase: 'sending', seen, ratio })
    try {
      const { address } = await client.upload(
        'POST /v1/theme/pictures',
        file,
        file.name,
        onProgress,
        abort.signal,
      )
      if (under.current !== abort) return
      latest.current(address)
      setSending(REST)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (under.current !== abort) return
      const passes = error.code === 'offline' || error.retryAfterMs !== undefined
      const again = passes ? () => void take([file]) : undefined
      setSending({ phase: 'failed', words: WORDS[error.code] ?? error.message, again })
    } finally {
      URL.revokeObjectURL(seen)
    }
  }

  return { sending, take: (files: Parameters<typeof take>[0]) => void take(files), stop }
}

/** What can be said without asking. What the file really is, the server sees. */
async function unfit(file: File) {
  const { type, size } = file
  if (type === 'image/svg+xml') return 'A drawing may carry scripts: save it as a PNG first.'
  if (!PICTURE.types.some(one => one === type)) return TYPES
  if (size > PICTURE.size) return `It has ${sizeWords(size)}. Up to 1 MB are taken.`
  const picture = await createImageBitmap(file).catch(() => null)
  if (!picture) return WORDS.file_content_mismatch
  const { width, height } = picture
  picture.close()
  return width * height > PICTURE.pixels ? WORDS.image_too_large : undefined
}
