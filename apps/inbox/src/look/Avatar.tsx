import { Globe, Mail, MessageCircle, UserRound, Webhook } from 'lucide-preact'
import { Icon } from './Icon.tsx'

const HUES = ['moss', 'teal', 'sky', 'indigo', 'plum', 'rose', 'clay', 'straw'] as const
const CHANNELS = { web: Globe, whatsapp: MessageCircle, email: Mail, api: Webhook } as const

/** Contacts are soft squares, members are circles. A heather ring: is looking at this now. */
export function Avatar({ id, name, image, member, size = 32, channel, presence, sees, title }: AvatarProps) {
  const kind = `${member ? 'member' : ''} s${size} ${sees ? 'sees' : ''}`
  return (
    <span class={`av ${name || image ? hueOf(id) : 'anon'} ${kind}`} title={title}>
      {image ? <img src={image} alt="" /> : name ? initials(name) : <Icon of={UserRound} />}
      {channel && (
        <span class="via">
          <Icon of={CHANNELS[channel]} />
        </span>
      )}
      {presence && <span class={`dot ${presence}`} />}
    </span>
  )
}

export type Presence = 'on' | 'away' | 'off'

interface AvatarProps {
  id: string
  name: string | null
  image?: string | null | undefined
  member?: boolean
  size?: 20 | 24 | 28 | 32 | 36 | 48
  channel?: keyof typeof CHANNELS | undefined
  presence?: Presence | undefined
  sees?: boolean
  title?: string | undefined
}

export const initials = (name: string) => {
  const words = name.trim().split(/\s+/)
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return letters.map(word => [...(word ?? '')][0]?.toUpperCase() ?? '').join('')
}

function hueOf(id: string) {
  let hash = 0
  for (const character of id) hash = (hash * 31 + character.charCodeAt(0)) >>> 0
  return HUES[hash % HUES.length]
}
