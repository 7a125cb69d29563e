import { isEnded } from '../face.ts'
import { Head } from '../Head.tsx'
import { words } from '../words.ts'
import { Menu } from './Menu.tsx'
import { useTalk } from './use-talk.ts'

/** Who answers, where it stands, and what can be done with it. */
export function Top({ id }: { id: string }) {
  const { chat } = useTalk()
  const { settings, departments, online } = chat.face.value
  const conversation = chat.store.state.conversations[id]
  const agent = conversation?.agent
  const ended = conversation !== undefined && isEnded(conversation)
  const department =
    conversation?.department?.name ??
    departments?.find(one => one.id === chat.keep.startOf(id)?.departmentId && departments.length > 1)?.name
  const state = ended
    ? words.ended
    : agent
      ? online && words.hereNow
      : conversation
        ? words.waiting
        : words.newTitle
  const about = [agent && department, state].filter(Boolean).join(' · ')
  return (
    <Head
      title={agent?.name ?? department ?? settings.name}
      about={about || settings.name}
      avatarUrl={agent?.avatarUrl ?? null}
      here={online && !!agent && !ended}
    >
      {conversation && <Menu id={id} ended={ended} />}
    </Head>
  )
}
