import { Refusal } from '@halloo/client'
import { lowContrasts, readableColors, type Theme, type Themes } from '@halloo/protocol'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useLoad } from '../live/load.ts'
import { client, store, world } from '../live/world.ts'
import { toast, toastTrouble } from '../look/Toast.tsx'

const REST_MS = 600

export type SaveState = 'published' | 'draft' | 'unsaved' | 'unreadable' | 'failed'

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
const tokensOf = ({ draft, published }: Themes) => (draft ?? published).tokens

/** The theme that is being made: what is on screen, saved as a draft by itself whenever the hand rests. */
export function useTheme() {
  const loading = useLoad('theme', async () => store.putTheme(await client.call('GET /v1/theme', {})))
  const known = world.value.theme
  const [edited, setEdited] = useState<Theme | null>(null)
  const [failed, setFailed] = useState(false)
  const tokens = edited ?? (known && tokensOf(known))
  const low = tokens ? lowContrasts(tokens.colors) : []
  const latest = useRef(edited)
  latest.current = edited

  // One after the other: what was said first must not arrive last.
  const turn = useRef<Promise<unknown>>(Promise.resolve())
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.current.then(work)
    turn.current = done.catch(() => {})
    return done
  }
  const letGo = () => {
    latest.current = null
    setEdited(null)
  }
  const take = (themes: Themes) => {
    store.putTheme(themes)
    setFailed(false)
    // What was typed meanwhile stays, and is saved with the next rest.
    if (same(latest.current, tokensOf(themes))) letGo()
  }
  const save = async () => {
    const body = latest.current
    if (!body || lowContrasts(body.colors).length > 0) return
    take(await client.call('PUT /v1/theme', { body }))
  }

  useEffect(() => {
    if (!edited || low.length > 0) return
    const timer = setTimeout(() => void inTurn(save).catch(() => setFailed(true)), REST_MS)
    return () => clearTimeout(timer)
  }, [edited])

  /** Does something about the published look, and says so. */
  const settle = (words: string, work: () => Promise<void>) =>
    inTurn(async () => {
      try {
        await work()
        toast(words)
        return true
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        toastTrouble(error.code === 'offline' ? 'There is no connection.' : error.message)
        return false
      }
    })
  /** What is on screen becomes what came of it. */
  const show = (themes: Themes) => {
    store.putTheme(themes)
    setFailed(false)
    letGo()
  }

  return {
    loading,
    known,
    tokens,
    low,
    /** What the preview shows: a colour that cannot be read gives way to the nearest that can. */
    shown: tokens && { ...tokens, colors: readableColors(tokens.colors) },
    state: stateOf(known, edited, low.length > 0, failed),
    change(change: Partial<Theme>) {
      if (!tokens) return
      setFailed(false)
      setEdited({ ...tokens, ...change })
    },
    publish: () =>
      settle('Published. Open widgets have it already', async () => {
        await save()
        take(await client.call('POST /v1/theme/publish', {}))
      }),
    discard: () =>
      settle('Draft discarded', async () => {
        const { tokens: body } = (await client.call('GET /v1/theme', {})).published
        show(await client.call('PUT /v1/theme', { body }))
      }),
    restore: (themeVersionId: string, number: number | null) =>
      settle(`Version ${number} is published again`, async () => {
        const params = { themeVersionId }
        show(await client.call('POST /v1/theme/versions/:themeVersionId/restore', { params }))
      }),
  }
}
export type ThemeWork = ReturnType<typeof useTheme>

function stateOf(known: Themes | null, edited: Theme | null, isLow: boolean, failed: boolean): SaveState {
  if (isLow) return 'unreadable'
  if (failed) return 'failed'
  if (edited && known && !same(edited, tokensOf(known))) return 'unsaved'
  return known?.draft ? 'draft' : 'published'
}
