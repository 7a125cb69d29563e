import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Chat } from './chat.ts'
import { focusFirst } from './focus.ts'
import { Head } from './Head.tsx'
import { Notice } from './Notice.tsx'
import { useChat } from './use-chat.ts'

/** A part of the panel whose code comes when it is first drawn. */
export function later<P extends object>(
  load: (chat: Chat) => Promise<ComponentType<P>>,
  Meanwhile?: ComponentType,
) {
  let known: ComponentType<P> | undefined
  return function Later(props: P) {
    const { chat, root } = useChat()
    const [Part, setPart] = useState(() => known)
    useEffect(() => {
      if (known) return
      void chat.attempt(async () => {
        known = await load(chat)
        setPart(() => known)
      })
    }, [])
    useEffect(() => {
      if (Part && Meanwhile && chat.face.value.open) focusFirst(root)
    }, [Part])
    return Part ? <Part {...props} /> : Meanwhile ? <Meanwhile /> : null
  }
}

/** What stands in a view's place until it is there: who it is with, and the way back. */
export function Waiting() {
  const { settings } = useChat().chat.face.value
  return (
    <>
      <Head title={settings.name} about="" />
      <Notice />
    </>
  )
}
