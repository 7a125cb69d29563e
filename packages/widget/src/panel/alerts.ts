export type Alerts = ReturnType<typeof createAlerts>

/** Tells of messages that nobody looks at: by a short sound, and in the title of a page that is hidden. */
export function createAlerts(key: string) {
  let unread = 0
  let own = ''
  let shown: string | undefined

  /** The page may have given itself another title meanwhile: that one is kept. */
  function draw() {
    const title = document.querySelector('head > title')
    if (!title) return
    const now = title.textContent ?? ''
    if (now !== shown) own = now
    const wanted = document.hidden && unread ? `(${unread > 99 ? '99+' : unread}) ${own}` : undefined
    if (wanted === shown) return
    if (wanted !== undefined || now === shown) title.textContent = wanted ?? own
    shown = wanted
  }
  document.addEventListener('visibilitychange', draw)

  return {
    count(now: number) {
      unread = now
      draw()
    },
    /** Of several pages, one rings; and none before somebody has touched it. */
    ring() {
      if (!navigator.userActivation?.hasBeenActive) return
      const { locks } = navigator
      if (!locks) return void tone()
      void locks.request(`halloo ring ${key}`, { ifAvailable: true }, lock => (lock ? tone() : undefined))
    },
    end() {
      unread = 0
      draw()
      document.removeEventListener('visibilitychange', draw)
    },
  }
}

/** A near voice, and a far one that answers: two soft notes. */
const tone = () =>
  new Promise<void>(done => {
    const context = new AudioContext()
    const gain = new GainNode(context, { gain: 0 })
    const voice = new OscillatorNode(context, { frequency: 587 })
    voice.connect(gain).connect(context.destination)
    voice.frequency.setValueAtTime(784, context.currentTime + 0.14)
    for (const [volume, after] of [
      [0.12, 0.02],
      [0.05, 0.13],
      [0.1, 0.16],
      [0, 0.5],
    ] as const)
      gain.gain.linearRampToValueAtTime(volume, context.currentTime + after)
    voice.onended = () => {
      void context.close()
      done()
    }
    voice.start()
    voice.stop(context.currentTime + 0.5)
  })
