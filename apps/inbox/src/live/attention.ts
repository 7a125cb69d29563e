// Calls the member back to this tab, but only when there is something for them.
import { effect } from '@preact/signals'
import { inConversation } from '../shell/here.ts'
import { client, me, store, world } from './world.ts'

const base = document.title

effect(() => {
  const unread = me.value ? (world.value.counts[`member:${me.value.id}`]?.unread ?? 0) : 0
  document.title = unread > 0 ? `(${unread > 99 ? '99+' : unread}) ${base}` : base
})

client.socket.listen({
  event(event) {
    const member = me.value
    if (!member?.preferences.sound) return
    if (event.type === 'conversation.queued' && member.chatIsOnline && !document.hasFocus()) ring()
    if (event.type !== 'message.created' || event.data.message.senderType !== 'user') return
    const { conversationId } = event.data.message
    const mine = store.state.conversations[conversationId]?.assignedAgentId === member.id
    const seen = document.hasFocus() && inConversation() === conversationId
    if (mine && !seen) ring()
  },
})

let audio: AudioContext | undefined

/** Two soft notes, the second higher: a call across a field. */
function ring() {
  audio ??= new AudioContext()
  const start = audio.currentTime
  for (const [delay, frequency] of [
    [0, 587],
    [0.14, 880],
  ] as const) {
    const tone = audio.createOscillator()
    const loudness = audio.createGain()
    tone.frequency.value = frequency
    loudness.gain.setValueAtTime(0, start + delay)
    loudness.gain.linearRampToValueAtTime(0.12, start + delay + 0.02)
    loudness.gain.exponentialRampToValueAtTime(0.001, start + delay + 0.35)
    tone.connect(loudness).connect(audio.destination)
    tone.start(start + delay)
    tone.stop(start + delay + 0.4)
  }
}
