import { presenceOf } from '../live/presence.ts'
import { me, world } from '../live/world.ts'
import { Avatar } from '../look/Avatar.tsx'
import { PRESENCE_WORDS } from '../shell/ProfileMenu.tsx'

const ROOM = 10
const RANK = { on: 0, away: 1, off: 2 } as const

/** Who of the team is here, those who are first. */
export function TeamPresence() {
  const team = Object.values(world.value.members)
    .filter(member => member.id !== me.value?.id && member.leftAt === null && member.status === 'active')
    .map(member => ({ member, presence: presenceOf(member.id) }))
    .sort((a, b) => RANK[a.presence] - RANK[b.presence] || a.member.name.localeCompare(b.member.name))
  if (!team.length) return null
  const here = team.filter(({ presence }) => presence === 'on').length
  return (
    <section class="team" aria-label="Team">
      <h2>
        Team <span>{here} online</span>
      </h2>
      <ul class="faces">
        {team.slice(0, ROOM).map(({ member, presence }) => {
          const words = `${member.name}, ${PRESENCE_WORDS[presence]}`
          return (
            <li key={member.id} title={words}>
              <Avatar
                id={member.id}
                name={member.name}
                image={member.avatarUrl}
                member
                size={28}
                presence={presence}
              />
              <span class="hide">{words}</span>
            </li>
          )
        })}
        {team.length > ROOM && <li class="meta">+{team.length - ROOM}</li>}
      </ul>
    </section>
  )
}
