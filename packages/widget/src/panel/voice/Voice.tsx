/// <reference path="../../css.d.ts" />
import { useEffect, useRef, useState } from 'preact/hooks'
import { addSheet } from '../add-sheet.ts'
import { UP } from '../conversation/icons.ts'
import { Icon } from '../Icon.tsx'
import { useChat } from '../use-chat.ts'
import { words } from '../words.ts'
import { LONGEST_MS, type Recording, record } from './microphone.ts'
import { clockOf, Player } from './Player.tsx'
import css from './voice.css?inline'

const BARS = 28
const EVERY_MS = 80

interface VoiceProps {
  onClose(): void
  onSend(recording: File): void
}

/** Takes the composer's place: records, lets one hear it, and only then sends it. */
export function Voice({ onClose, onSend }: VoiceProps) {
  const { chat, root } = useChat()
  addSheet(root, css)
  const recording = useRef<Recording | undefined>(undefined)
  const box = useRef<HTMLDivElement>(null)
  const [ms, setMs] = useState(0)
  const [levels, setLevels] = useState<number[]>([])
  const [made, setMade] = useState<File>()

  const finish = async () => {
    const file = await recording.current?.stop()
    recording.current = undefined
    setMade(file)
  }

  useEffect(() => {
    let gone = false
    record().then(
      begun => {
        if (gone) return begun.drop()
        recording.current = begun
        setMs(1)
      },
      (error: unknown) => {
        const isNone = error instanceof DOMException && error.name === 'NotFoundError'
        chat.face.set({ notice: isNone ? words.microphoneNone : words.microphoneDenied })
        onClose()
      },
    )
    return () => {
      gone = true
      recording.current?.drop()
    }
  }, [])

  // Nobody is listened to behind a panel that was put away.
  const { open } = chat.face.value
  useEffect(() => {
    if (!open) onClose()
  }, [open])

  const isRecording = ms > 0 && !made
  useEffect(() => {
    if (!isRecording) return
    const began = performance.now() - ms
    const timer = setInterval(() => {
      setMs(performance.now() - began)
      setLevels(before => [...before.slice(1 - BARS), recording.current?.level() ?? 0])
      if (performance.now() - began >= LONGEST_MS) void finish()
    }, EVERY_MS)
    return () => clearInterval(timer)
  }, [isRecording])
  useEffect(() => box.current?.querySelector<HTMLElement>('.send')?.focus(), [isRecording, made])

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape gives up what its buttons can, too.
    <div
      ref={box}
      class="composer voice"
      role="presentation"
      onKeyDown={event => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        onClose()
      }}
    >
      <button type="button" class="icon" aria-label={words.discard} onClick={onClose}>
        <Icon name="x" />
      </button>
      {made ? (
        <Player load={() => made.arrayBuffer()} />
      ) : (
        <span class="wave">
          <span class="rec" />
          <span class="only-read" role="status">
            {isRecording ? words.recording : ''}
          </span>
          <Wave levels={levels} />
          <span class="count">{clockOf(ms / 1000)}</span>
        </span>
      )}
      {made ? (
        <button type="button" class="send" aria-label={words.send} onClick={() => onSend(made)}>
          <Icon d={UP} />
        </button>
      ) : (
        <button
          type="button"
          class="send"
          aria-label={words.stop}
          aria-disabled={!isRecording}
          onClick={() => isRecording && void finish()}
        >
          <Icon d="M7 7h10v10H7Z" />
        </button>
      )}
    </div>
  )
}

/** How loud the last seconds were. */
const Wave = ({ levels }: { levels: number[] }) => (
  <svg class="bars" viewBox={`0 0 ${BARS * 4} 24`} preserveAspectRatio="none" aria-hidden="true">
    <path
      d={Array.from({ length: BARS }, (_, at) => {
        const half = 1 + (levels[levels.length - BARS + at] ?? 0) * 10
        return `M${at * 4 + 2} ${12 - half}v${half * 2}`
      }).join('')}
    />
  </svg>
)
