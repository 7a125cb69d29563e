/** A recording under way. */
export interface Recording {
  /** How loud it is now, from 0 to 1. */
  level(): number
  /** Ends it, and answers what was said. */
  stop(): Promise<File>
  /** Ends it, and forgets it. */
  drop(): void
}

export const LONGEST_MS = 120_000

/** What recorders can write, and how such a file is called; the first that this one can write is taken. */
const KINDS: Record<string, string> = {
  'audio/webm;codecs=opus': 'webm',
  'audio/ogg;codecs=opus': 'ogg',
  'audio/mp4': 'm4a',
}

/** Begins to record. Rejects as `getUserMedia` does: NotAllowedError, NotFoundError. */
export async function record(): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
  const mimeType = Object.keys(KINDS).find(kind => MediaRecorder.isTypeSupported(kind))
  const recorder = new MediaRecorder(stream, {
    ...(mimeType ? { mimeType } : {}),
    audioBitsPerSecond: 32_000,
  })
  const parts: Blob[] = []
  recorder.ondataavailable = ({ data }) => void parts.push(data)
  const context = new AudioContext()
  const analyser = new AnalyserNode(context, { fftSize: 512 })
  context.createMediaStreamSource(stream).connect(analyser)
  const samples = new Uint8Array(analyser.fftSize)
  recorder.start(1000)

  const free = () => {
    for (const track of stream.getTracks()) track.stop()
    void context.close()
  }
  return {
    level() {
      analyser.getByteTimeDomainData(samples)
      return Math.min(1, Math.max(...samples.map(sample => Math.abs(sample - 128))) / 64)
    },
    stop: () =>
      new Promise(done => {
        recorder.onstop = () => {
          free()
          const type = (mimeType ?? recorder.mimeType).split(';')[0] ?? ''
          const name = `voice.${KINDS[mimeType ?? ''] ?? 'webm'}`
          done(new File(parts, name, { type }))
        }
        recorder.stop()
      }),
    drop() {
      if (recorder.state !== 'inactive') recorder.stop()
      free()
    },
  }
}
