/// <reference path="../../css.d.ts" />
import { useEffect } from 'preact/hooks'
import { addSheet } from '../add-sheet.ts'
import { isEnded } from '../face.ts'
import { later } from '../later.tsx'
import { Notice } from '../Notice.tsx'
import { words } from '../words.ts'
import { Composer } from './Composer.tsx'
import css from './conversation.css?inline'
import { Ended } from './Ended.tsx'
import { Log } from './Log.tsx'
import { Queue } from './Queue.tsx'
import { QuickReplies } from './QuickReplies.tsx'
import { Top } from './Top.tsx'
import { useTalk } from './use-talk.ts'

const Viewer = later(() => import('../viewer/Viewer.tsx').then(it => it.Viewer))

export function Conversation({ id }: { id: string }) {
  const { chat, root, files, history } = useTalk()
  addSheet(root, css)
  const { blocked, older, viewing } = chat.face.value
  const conversation = chat.store.state.conversations[id]
  const isUnknown = conversation !== undefined && older[id] === undefined
  useEffect(() => {
    if (isUnknown) void history.load(id)
  }, [isUnknown])
  useEffect(() => {
    void chat.attempt(chat.keep.load)
    return () => chat.face.set({ viewing: null })
  }, [])

  const take = (event: Event, given: FileList | undefined) => {
    if (!given?.length) return
    event.preventDefault()
    files.pick(id, given)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files may be dropped here; a button takes them, too.
    <div
      class="talk"
      role="presentation"
      onDragOver={event => event.preventDefault()}
      onDrop={event => take(event, event.dataTransfer?.files)}
      onPaste={event => take(event, event.clipboardData?.files)}
    >
      <Top id={id} />
      <Log id={id} />
      {/* Below: above it they would push the log down. */}
      {conversation && !conversation.agent && !isEnded(conversation) && <Queue id={id} />}
      <Notice />
      <QuickReplies id={id} />
      {conversation && isEnded(conversation) && <Ended conversation={conversation} />}
      {blocked ? <p class="ended">{words.notAvailable}</p> : chat.keep.outbox && <Composer id={id} />}
      {viewing && <Viewer id={id} />}
    </div>
  )
}
