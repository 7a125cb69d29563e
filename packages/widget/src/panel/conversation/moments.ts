// Times are asked for again at every change of a long log, and reading them is what costs.
const known = new Map<string, { day: string; ms: number }>()

function read(at: string) {
  const moment = known.get(at) ?? { day: new Date(at).toDateString(), ms: Date.parse(at) }
  known.set(at, moment)
  return moment
}

export const dayKey = (at: string) => read(at).day
export const msOf = (at: string) => read(at).ms
