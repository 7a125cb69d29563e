import { useEffect, useState } from 'preact/hooks'
import { useLoad } from '../live/load.ts'
import { conversations } from '../live/world.ts'
import { Bones } from '../look/Bones.tsx'
import { Empty } from '../look/Empty.tsx'
import { Trouble } from '../look/Trouble.tsx'
import type { View } from '../shell/place.ts'
import { searchConversations } from './feed.ts'
import { Rows } from './Rows.tsx'

/** What the server finds, once typing pauses. */
export function SearchResults({ text, view, selected }: SearchProps) {
  const settled = useSettled(text)
  const { phase, data, retry } = useLoad(`search ${settled}`, () => searchConversations(settled))
  if (phase === 'failed') return <Trouble what="The search could not be made." onRetry={retry} />
  if (!data) return phase === 'slow' ? <Bones /> : null
  const rows = data.flatMap(id => conversations.value[id] ?? [])
  if (!rows.length)
    return <Empty title="Nothing found">Names, subjects, e-mail addresses and words are searched.</Empty>
  return <Rows rows={rows} view={view} selected={selected} />
}

function useSettled(text: string) {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 250)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

interface SearchProps {
  text: string
  view: View
  selected: string | null
}
