import { firstName, memberName } from '../conversations/names.ts'
import { typistsOf } from '../live/presence.ts'
import { me, world } from '../live/world.ts'
import { Avatar } from '../look/Avatar.tsx'
import { Button } from '../look/Button.tsx'
import { go } from '../shell/here.ts'
import { pathOf, type View } from '../shell/place.ts'

/** A colleague is writing here too; leaving keeps one's own words as a draft. */
export function Collision({ conversationId, view }: { conversationId: string; view: View }) {
  const other = typistsOf(conversationId).find(
    typist => typist.kind === 'member' && typist.id !== me.value?.id,
  )
  if (!other) return null
  const name = firstName(memberName(other.id))
  return (
    <div class="collide" role="status">
      <Avatar
        id={other.id}
        name={memberName(other.id)}
        image={world.value.members[other.id]?.avatarUrl}
        member
        size={20}
      />
      <span>{name} is replying</span>
      <span class="dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      <span class="grow" />
      <Button kind="quiet" small onClick={() => go(pathOf(view))}>
        Let {name} answer
      </Button>
    </div>
  )
}
