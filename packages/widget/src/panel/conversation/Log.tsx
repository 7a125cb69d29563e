import { Component } from 'preact'
import { useMemo } from 'preact/hooks'
import { Icon } from '../Icon.tsx'
import { locale, plural, words } from '../words.ts'
import { Announcer } from './Announcer.tsx'
import { Bubble } from './Bubble.tsx'
import { DOWN } from './icons.ts'
import { dayOf } from './measures.ts'
import { createPages, type Page } from './pages.ts'
import { SystemLine } from './SystemLine.tsx'
import { Typing } from './Typing.tsx'
import type { Row } from './timeline.ts'
import { useEnd } from './use-end.ts'
import { useTalk } from './use-talk.ts'

/** The messages. Only pages in which something changed are drawn again: there may be thousands. */
export function Log({ id }: { id: string }) {
  const { chat, history } = useTalk()
  const { typing, older } = chat.face.value
  const messages = chat.store.state.messages[id] ?? NONE
  const unsent = chat.keep.outbox?.unsent().filter(one => one.conversationId === id) ?? NONE
  const paged = useMemo(createPages, [id])
  const pages = paged(messages, unsent, chat.store.state.conversations[id]?.agentReadSeq ?? 0)
  const count = messages.length + unsent.length
  const { log, inner, unseen, onScroll, toEnd } = useEnd(id, count, messages[0]?.id)

  // The button goes while it is being done.
  const fetch = (more: (id: string) => Promise<void>) => {
    log.current?.focus()
    void more(id)
  }

  return (
    <div class="log-place">
      <div
        ref={log}
        class="log"
        part="log"
        role="log"
        aria-live="off"
        aria-label={words.log}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keys.
        tabIndex={0}
        onScroll={onScroll}
      >
        <div ref={inner} class="log-inner">
          {older[id] === 'more' && messages.length > 0 && (
            <button type="button" class="older" onClick={() => fetch(history.loadOlder)}>
              {words.older}
            </button>
          )}
          {older[id] === 'failed' && (
            <p class="hint" role="alert">
              {words.olderFailed}
              <button type="button" class="older" onClick={() => fetch(history.retry)}>
                {words.tryAgain}
              </button>
            </p>
          )}
          {count === 0 && (older[id] === 'loading' ? <Bones /> : <Empty id={id} />)}
          {pages.map(page => (
            <Pageful key={page.id} page={page} settings={chat.face.value.settings} language={locale} />
          ))}
          {typing[id] !== undefined && <Typing name={typing[id] ?? ''} />}
        </div>
      </div>
      {unseen > 0 && (
        <button type="button" class="pill" onClick={toEnd}>
          <Icon d={DOWN} small />
          {plural(words.newMessages, unseen)}
        </button>
      )}
      <Announcer id={id} />
    </div>
  )
}

const NONE: readonly never[] = []

interface PagefulProps {
  page: Page
  /** Beside the page, what its rows are drawn by. */
  settings: object
  language: string
}

/** Draws its rows again only where they are others than before. */
class Pageful extends Component<PagefulProps> {
  override shouldComponentUpdate({ page, settings, language }: PagefulProps) {
    const { props } = this
    return page !== props.page || settings !== props.settings || language !== props.language
  }

  override render({ page }: PagefulProps) {
    return (
      <div class="page">
        {page.rows.map(row => (
          <RowView key={row.id} row={row} />
        ))}
      </div>
    )
  }
}

function RowView({ row }: { row: Row }) {
  if (row.kind === 'day') return <div class="day">{dayOf(row.at)}</div>
  if (row.kind === 'system') return <SystemLine message={row.message} />
  return <Bubble said={row} />
}

/** What the first messages will look like, for as long as they are on their way. */
const Bones = () => (
  <div class="bones" aria-hidden="true">
    <i />
    <i />
    <i />
  </div>
)

/** Nothing is said yet: by the team at most, in the greeting that is answered here. */
function Empty({ id }: { id: string }) {
  const { chat } = useTalk()
  const { older, settings } = chat.face.value
  const greetingId = chat.keep.startOf(id)?.greetingId
  const greeting = settings.chatGreetings?.find(one => one.id === greetingId)
  if (older[id] === 'failed') return null
  if (!greeting) return <p class="hint">{words.newHint}</p>
  return (
    <div class="said first last">
      <div class="stack">
        <div class="b" dir="auto">
          {greeting.text}
        </div>
      </div>
      <div class="state in">{settings.name}</div>
    </div>
  )
}
