import './talk.css'
import { Refusal } from '@halloo/client'
import { useLocation } from 'wouter-preact'
import { useLoad } from '../live/load.ts'
import { client, conversations, store } from '../live/world.ts'
import { Button } from '../look/Button.tsx'
import { Empty } from '../look/Empty.tsx'
import { Trouble } from '../look/Trouble.tsx'
import { Composer } from '../messages/Composer.tsx'
import { fetchLatest } from '../messages/history.ts'
import { LogBones } from '../messages/LogBones.tsx'
import { MessageLog } from '../messages/MessageLog.tsx'
import { pathOf, type View } from '../shell/place.ts'
import { Standing } from './Standing.tsx'
import { TalkHeader } from './TalkHeader.tsx'

/** The conversation pane. */
export function Talk({ id, view }: { id: string | null; view: View }) {
  return (
    <section class="talk" aria-label="Conversation">
      {id ? (
        <Open id={id} view={view} />
      ) : (
        <Empty title="Pick a conversation">Its words will stand here.</Empty>
      )}
    </section>
  )
}

function Open({ id, view }: { id: string; view: View }) {
  const [, navigate] = useLocation()
  const { phase, refusal, retry } = useLoad(`conversation ${id}`, () => fetchTalk(id))
  const conversation = conversations.value[id]
  if (!conversation)
    return phase === 'failed' ? (
      refusal?.status === 404 ? (
        <Empty
          title="Not here for you"
          action={<Button onClick={() => navigate(pathOf(view))}>Back to the list</Button>}
        >
          It is gone, or it has been given to somebody else. Who may see what is set by an admin.
        </Empty>
      ) : (
        <Trouble what="The conversation could not be fetched." onRetry={retry} />
      )
    ) : phase === 'slow' ? (
      <LogBones />
    ) : null
  return (
    <>
      <TalkHeader conversation={conversation} view={view} />
      {phase === 'failed' && <Trouble what="Newer messages could not be fetched." onRetry={retry} />}
      {phase === 'slow' ? <LogBones /> : <MessageLog conversation={conversation} />}
      <footer class="foot">
        <Standing conversation={conversation} />
        <Composer conversation={conversation} view={view} />
      </footer>
    </>
  )
}

async function fetchTalk(id: string) {
  try {
    const [conversation] = await Promise.all([
      client.call('GET /v1/conversations/:conversationId', { params: { conversationId: id } }),
      fetchLatest(id),
    ])
    store.putConversations([conversation])
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) store.removeConversation(id)
    throw error
  }
}
