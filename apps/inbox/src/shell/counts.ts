import type { Count } from '@halloo/protocol'

type Sum = Pick<Count, 'queued' | 'active' | 'unread'>
const NOTHING: Sum = { queued: 0, active: 0, unread: 0 }

/** What stands beside the views: own conversations, and everything that this member sees. */
export function sumCounts(counts: Readonly<Record<string, Count>>, memberId: string) {
  const own = counts[`member:${memberId}`] ?? NOTHING
  const everything = counts.everything ?? sumOfDepartments(counts, own)
  return {
    queue: everything.queued,
    mine: own.active,
    unread: own.unread,
    all: everything.active + everything.queued,
    department: (id: string) => {
      const count = counts[`department:${id}`] ?? NOTHING
      return count.active + count.queued
    },
  }
}

/** Own conversations may lie in a department or in none, so that they bound the sum but do not add to it. */
function sumOfDepartments(counts: Readonly<Record<string, Count>>, own: Sum): Sum {
  const departments = Object.values(counts).filter(count => count.topic.startsWith('department:'))
  const sum = departments.reduce(
    (total, count) => ({
      queued: total.queued + count.queued,
      active: total.active + count.active,
      unread: total.unread + count.unread,
    }),
    NOTHING,
  )
  return { ...sum, active: Math.max(sum.active, own.active), unread: Math.max(sum.unread, own.unread) }
}
