import type { Down } from '@halloo/protocol'
import type { Bus } from '../events/bus/bus.ts'
import type { Sayings, Topic } from '../events/bus/words.ts'
import type { Connection } from '../realtime/connection.ts'
import type { Hub } from '../realtime/hub.ts'
import { createSoftState } from '../realtime/soft-state.ts'

const ORG = 'org_a'

/** What changes in a turn is told at its end. */
export const turn = () => new Promise(resolve => setImmediate(resolve))

/** Nodes of one house with nothing but their soft state, which hear each other at once, and one clock for all. */
export function givenSoftNodes(...names: string[]) {
  const clock = { now: 0 }
  const ears = new Map<string, Map<Topic, (body: never, node: string) => void>>()
  const goings: ((node: string) => void)[] = []
  const away = new Set<string>()
  const said: [Topic, unknown][] = []
  const nodes = names.map(name => {
    const room = new Set<Connection>()
    const own = new Map<Topic, (body: never, node: string) => void>()
    ears.set(name, own)
    const bus = {
      say<T extends Topic>(topic: T, body: Sayings[T]) {
        said.push([topic, body])
        if (away.has(name)) return
        for (const [other, topics] of ears) if (other !== name) topics.get(topic)?.(body as never, name)
      },
      hear: (topic: Topic, ear: (body: never, node: string) => void) => void own.set(topic, ear),
      onMissed: () => {},
      onGone: (going: (node: string) => void) => void goings.push(going),
    } as unknown as Bus
    const hub = { of: () => room, all: () => room } as unknown as Hub
    const soft = createSoftState({
      hub,
      bus,
      sightOf: async () => ['everything', 'chatuser:v'],
      writerOf: async ({ actor }) => ({ name: actor.id, isPreviewed: actor.kind === 'visitor' }),
      now: () => clock.now,
    })
    return {
      soft,
      arrive(id: string, kind: 'member' | 'visitor' = 'member') {
        const frames: Down[] = []
        const connection = {
          who: `${kind === 'member' ? 'member' : 'chatuser'}:${id}`,
          actor: {
            kind,
            id,
            organizationId: ORG,
            topics: kind === 'member' ? ['everything'] : ['chatuser:v'],
          },
          viewing: null,
          send: (frame: Down) => void frames.push(frame),
        } as unknown as Connection
        room.add(connection)
        soft.arrived(connection)
        return {
          connection,
          frames,
          online: () => frames.flatMap(frame => (frame.t === 'presence' ? [frame.online] : [])),
          viewers: () => frames.flatMap(frame => (frame.t === 'viewing' ? [frame.memberIds] : [])),
          leave() {
            room.delete(connection)
            soft.left(connection)
          },
        }
      },
    }
  })
  return {
    clock,
    said,
    nodes: nodes as [(typeof nodes)[number], (typeof nodes)[number]],
    /** Its words reach nobody from now on. */
    lose: (name: string) => void away.add(name),
    gone: (name: string) => {
      for (const going of goings) going(name)
    },
    /** Lets time pass as the server does, second by second. */
    async pass(ms: number) {
      for (const end = clock.now + ms; clock.now < end; ) {
        clock.now += 1000
        for (const { soft } of nodes) soft.tick()
        await turn()
      }
    },
  }
}
