/// <reference path="../../css.d.ts" />
import { useEffect, useRef, useState } from 'preact/hooks'
import { addSheet } from '../add-sheet.ts'
import { Icon } from '../Icon.tsx'
import { useChat } from '../use-chat.ts'
import { locale, words } from '../words.ts'
import css from './player.css?inline'

const PLAY = 'M6 4.5v15a1 1 0 0 0 1.5.9l12-7.5a1 1 0 0 0 0-1.8l-12-7.5A1 1 0 0 0 6 4.5Z'
const PAUSE = 'M9 5v14M15 5v14'

/** Plays a recording without an element that a site's policy might refuse. It is fetched when first wanted. */
export function Player({ load }: { load(): Promise<ArrayBuffer> }) {
  const { chat, root } = useChat()
  addSheet(root, css)
  const playing = useRef<{ context: AudioContext; source: AudioBufferSourceNode; began: number } | undefined>(
    undefined,
  )
  const [sound, setSound] = useState<AudioBuffer>()
  const [at, setAt] = useState(0)
  const [runs, setRuns] = useState(false)

  const stop = () => {
    const { context, source } = playing.current ?? {}
    playing.current = undefined
    if (source) source.onended = null
    void context?.close()
    setRuns(false)
  }

  const play = async (from: number) => {
    stop()
    const context = new AudioContext()
    const buffer = sound ?? (await context.decodeAudioData(await load()))
    setSound(buffer)
    const source = new AudioBufferSourceNode(context, { buffer })
    source.connect(context.destination)
    source.onended = () => {
      stop()
      setAt(0)
    }
    source.start(0, from)
    playing.current = { context, source, began: context.currentTime - from }
    setRuns(true)
  }

  useEffect(() => stop, [chat.face.value.open])
  useEffect(() => {
    if (!runs) return
    const timer = setInterval(() => {
      const { context, began } = playing.current ?? {}
      if (context && began !== undefined) setAt(context.currentTime - began)
    }, 200)
    return () => clearInterval(timer)
  }, [runs])

  const length = sound?.duration ?? 0
  const begin = (from: number) => void chat.attempt(() => play(from))
  return (
    <span class="player">
      <button
        type="button"
        aria-label={`${runs ? words.pause : words.play}: ${words.voiceNote}`}
        onClick={() => (runs ? stop() : begin(at < length ? at : 0))}
      >
        <Icon d={runs ? PAUSE : PLAY} />
      </button>
      <input
        type="range"
        min={0}
        max={length || 1}
        step={0.1}
        value={Math.min(at, length)}
        disabled={!sound}
        aria-label={words.position}
        aria-valuetext={clockOf(at)}
        onInput={event => {
          const to = Number(event.currentTarget.value)
          setAt(to)
          if (runs) begin(to)
        }}
      />
      <span class="count">{sound ? clockOf(runs || at ? at : length) : words.voiceNote}</span>
    </span>
  )
}

/** @example clockOf(61) // '1:01' */
export const clockOf = (seconds: number) => `${digits(seconds / 60, 1)}:${digits(seconds % 60, 2)}`

const digits = (value: number, minimumIntegerDigits: number) =>
  new Intl.NumberFormat(locale, { minimumIntegerDigits }).format(Math.floor(value))
