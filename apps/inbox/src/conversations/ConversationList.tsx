import './list.css'
import './rows.css'
import './queue.css'
import type { Conversation } from '@halloo/protocol'
import { useEffect, useRef } from 'preact/hooks'
import { useLoad } from '../live/load.ts'
import { conversations, me, world } from '../live/world.ts'
import { Bones } from '../look/Bones.tsx'
import { Trouble } from '../look/Trouble.tsx'
import { marked, searching } from '../shell/commands.ts'
import { pathOf, VIEWS, type View } from '../shell/place.ts'
import { VIEW_WORDS } from '../shell/views.ts'
import { fetchFirst, fetchMore, moreOf } from './feed.ts'
import { filter } from './filter.ts'
import { ListEmpty } from './ListEmpty.tsx'
import { ListHeader } from './ListHeader.tsx'
import { MarkedBar } from './MarkedBar.tsx'
import { QueueCard } from './QueueCard.tsx'
import { Rows } from './Rows.tsx'
import { SearchResults } from './SearchResults.tsx'
import { selectView } from './select.ts'

/** The list pane: its view's name, the queue, and a row for each conversation. */
export function ConversationList({ view, selected, resting }: ListProps) {
  useFreshStart(pathOf(view))
  return (
    <section class="list" aria-label="Conversations" inert={resting}>
      <ListHeader view={view} title={titleOf(view)} />
      {marked.value.size > 0 && <MarkedBar />}
      {searching.value?.trim() ? (
        <SearchResults text={searching.value.trim()} view={view} selected={selected} />
      ) : (
        <ViewRows view={view} selected={selected} />
      )}
    </section>
  )
}

/** Search and marks belong to the view in which they were made. */
function useFreshStart(path: string) {
  const before = useRef(path)
  useEffect(() => {
    if (before.current === path) return
    before.current = path
    searching.value = null
    marked.value = new Set()
  }, [path])
}

function ViewRows({ view, selected }: { view: View; selected: string | null }) {
  const { order } = filter.value
  const key = `${view.kind} ${view.kind === 'department' ? view.id : ''} ${order}`
  const { phase, refusal, retry } = useLoad(key, () => fetchFirst(view, order))
  const rows = selectView(Object.values(conversations.value), view, me.value?.id ?? '', filter.value)
  const more = moreOf(view)
  return (
    <>
      {view.kind !== 'queue' && view.kind !== 'ended' && <QueueCard />}
      {phase === 'failed' && <Trouble what={failedWords(refusal?.code)} onRetry={retry} />}
      {rows.length > 0 && (
        <Rows
          rows={rows}
          view={view}
          selected={selected}
          head={<Group rows={rows} view={view} whole={more.cursor === null} />}
          onEnd={() => void fetchMore(view, order)}
          failedMore={more.state === 'failed'}
        />
      )}
      {rows.length === 0 && phase === 'slow' && <Bones />}
      {rows.length === 0 && phase === 'ready' && <ListEmpty view={view} filtered={filter.value.unreadOnly} />}
    </>
  )
}

/** Counts only where every row has come: a figure that grows by scrolling would not be true. */
function Group({ rows, view, whole }: { rows: readonly Conversation[]; view: View; whole: boolean }) {
  const order =
    view.kind === 'queue'
      ? 'Longest waiting first'
      : filter.value.order === 'newest'
        ? 'Newest first'
        : 'Oldest first'
  const ours = rows.filter(row => row.status === 'waiting_for_agent').length
  return (
    <div class="group">
      <span>{filter.value.urgentFirst ? 'Urgent first' : order}</span>
      <span>{view.kind === 'ended' || !whole || !ours ? '' : `${ours} waiting for us`}</span>
    </div>
  )
}

const failedWords = (code: string | undefined) =>
  code === 'offline'
    ? 'There is no connection; these may be out of date.'
    : 'These conversations could not be fetched.'

function titleOf(view: View) {
  if (view.kind === 'department') return world.value.departments[view.id]?.name ?? 'Department'
  return VIEW_WORDS[VIEWS.indexOf(view.kind)]?.name ?? ''
}

interface ListProps {
  view: View
  selected: string | null
  resting: boolean
}
