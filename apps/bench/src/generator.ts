import { randomBytes } from 'node:crypto'
import { WebSocket } from 'ws'
import type { Plan, Seat } from './system.ts'

// The load: every sender has one message under way at a time and sends the next when it is acknowledged.

process.once('message', input => {
  const { plan, seconds } = input as { plan: Plan; seconds: number }
  run(plan, seconds).then(
    result => process.send?.(result, undefined, undefined, () => process.exit(0)),
    error => {
      console.error(error)
      process.exit(1)
    },
  )
})

const WARM_UP_MS = 1500
// 80 bytes, like a sentence that people type.
const BODY = 'The parcel has been on its way since Tuesday, and nobody can tell me where it is.'

async function run(plan: Plan, seconds: number) {
  const times: number[] = []
  let [total, counting, done] = [0, false, false]
  const sockets = await Promise.all(plan.seats.map(open))
  for (const [at, ws] of sockets.entries()) {
    const seat = plan.seats[at]
    if (!seat?.message) {
      ws.on('message', () => {})
      continue
    }
    let [id, sentAt] = ['', 0]
    const send = () => {
      id = `msg_${randomBytes(16).toString('base64url').slice(0, 21)}`
      sentAt = performance.now()
      ws.send((seat.message ?? '').replaceAll('$id', id).replace('$n', BODY))
    }
    ws.on('message', (data: Buffer) => {
      // Only the head is looked at: parsing everything would measure the generator.
      const head = data.toString('latin1', 0, 120)
      if (!head.includes(plan.acknowledgement) || !head.includes(id)) return
      total++
      if (counting) times.push(performance.now() - sentAt)
      if (!done) send()
    })
    send()
  }
  await after(WARM_UP_MS)
  counting = true
  await after(seconds * 1000)
  counting = false
  done = true
  await after(300)
  for (const ws of sockets) ws.terminate()
  times.sort((a, b) => a - b)
  const { user, system } = process.cpuUsage()
  const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN
  return {
    acknowledged: times.length,
    seconds,
    total,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    cpuMicros: user + system,
  }
}

const after = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

function open(seat: Seat): Promise<WebSocket> {
  const ws = new WebSocket(seat.url, seat.protocol ?? [], { headers: seat.headers, perMessageDeflate: false })
  return new Promise((resolve, reject) => {
    ws.once('error', reject)
    ws.once('open', () => {
      for (const frame of seat.opening) ws.send(frame)
      if (seat.opening.length === 0) resolve(ws)
      else ws.once('message', () => resolve(ws))
    })
  })
}
