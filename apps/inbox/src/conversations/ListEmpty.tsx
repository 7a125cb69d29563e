import { useLocation } from 'wouter-preact'
import { Button } from '../look/Button.tsx'
import { Empty } from '../look/Empty.tsx'
import type { View } from '../shell/place.ts'
import { filter } from './filter.ts'

const WORDS = {
  queue: ['Nobody is waiting', 'The next call lands here.'],
  mine: ['Nothing on your desk', 'Accept somebody from the queue, and they appear here.'],
  all: ['All quiet', 'Conversations under way stand here.'],
  ended: ['Nothing has ended yet', 'Resolved and closed conversations are kept here.'],
  department: ['Nobody asks this department', 'Its conversations stand here while they are under way.'],
} as const

/** What is so, and one way on. */
export function ListEmpty({ view, filtered }: { view: View; filtered: boolean }) {
  const [, navigate] = useLocation()
  if (filtered)
    return (
      <Empty
        title="Everything is read"
        action={
          <Button onClick={() => (filter.value = { ...filter.value, unreadOnly: false })}>
            Show everything
          </Button>
        }
      />
    )
  const [title, say] = WORDS[view.kind]
  const all = view.kind === 'all' || view.kind === 'ended'
  return (
    <Empty
      title={title}
      action={
        all ? undefined : (
          <Button keys="g a" onClick={() => navigate('/all')}>
            All active
          </Button>
        )
      }
    >
      {say}
    </Empty>
  )
}
