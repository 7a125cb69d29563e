import { drawGreeting } from './draw-greeting.ts'
import type { ExtrasContext } from './extras.ts'
import { matches } from './place.ts'
import { watchAddress } from './watch-address.ts'

/** Says what the owner wants said, beside the launcher; not again once it was answered or put away. */
export function watchGreetings({ host, settings, begin, on, stores }: ExtrasContext) {
  const greetings = settings.chatGreetings ?? []
  const timers = new Set<ReturnType<typeof setTimeout>>()
  let box: HTMLElement | undefined
  let isOver = !greetings.length || wasPutAway()

  function plan() {
    forget()
    if (isOver || box) return
    for (const { id, text, afterSeconds, onlyOn } of greetings)
      if (!onlyOn.length || matches(location.pathname, onlyOn))
        timers.add(setTimeout(() => show(id, text), afterSeconds * 1000))
  }
  function forget() {
    for (const timer of timers) clearTimeout(timer)
    timers.clear()
  }
  function show(greetingId: string, text: string) {
    forget()
    box ??= drawGreeting(host, text, settings.chatPosition, {
      onAnswer: () => begin({ greetingId }),
      onClose() {
        if (stores()) putAway()
        end()
      },
    })
  }
  function end() {
    isOver = true
    forget()
    box?.remove()
  }

  on('open', end)
  plan()
  const stop = watchAddress(plan)
  return () => {
    stop()
    end()
  }
}

const NAME = 'halloo:greeted'

const wasPutAway = () => {
  try {
    return sessionStorage[NAME] !== undefined
  } catch {
    return false
  }
}

const putAway = () => {
  try {
    sessionStorage[NAME] = ''
  } catch {}
}
