import type { Outcome, Scenario, Size } from './scenario.ts'
import type { House } from './stage/house.ts'
import type { Node } from './stage/node.ts'

const LONGEST_MS = { short: 110_000, long: 1_800_000 }

/** Plays a scenario in a house, and leaves the house standing for the next one. */
export async function perform(scenario: Scenario, house: House, size: Size): Promise<Outcome> {
  let late: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    late = setTimeout(() => reject(new Error(`${scenario.name} has no end`)), LONGEST_MS[size])
  })
  try {
    const outcome = await Promise.race([scenario.run(house, size), tooLate])
    return { ...outcome, wrong: [...outcome.wrong, ...fallen(house)] }
  } catch (error) {
    throw new Error([error instanceof Error ? error.stack : error, ...fallen(house)].join('\n'))
  } finally {
    clearTimeout(late)
    await raise(house)
  }
}

/** What processes said that are gone although nobody told them to. */
const fallen = ({ nodes }: House) =>
  nodes.filter(node => !node.isRunning).map(node => `a process ended: ${node.output().trim().slice(-600)}`)

/** Puts a house in order: the database answers, every process runs and is ready. */
async function raise({ nodes, database, redis }: House) {
  database.thaw()
  await database.start()
  await redis?.start()
  await Promise.all(nodes.filter(node => !node.isRunning).map(node => node.start()))
  await Promise.all(nodes.map(isReady))
}

/** A pool needs a moment to notice that its database is back. */
async function isReady(node: Node) {
  for (let attempt = 0; attempt < 100; attempt++) {
    const answer = await node.fetch('/readyz').catch(() => undefined)
    if (answer?.ok) return
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}
