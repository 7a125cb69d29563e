import { Popover } from '@base-ui/react/popover'
import type { RefObject } from 'preact'

const EMOJI = [
  ['😀', 'grinning'],
  ['😊', 'smiling'],
  ['😉', 'winking'],
  ['😂', 'laughing'],
  ['🙂', 'slight smile'],
  ['😍', 'loving'],
  ['🤔', 'thinking'],
  ['😅', 'relieved laugh'],
  ['😢', 'crying'],
  ['😮', 'surprised'],
  ['😎', 'cool'],
  ['🥳', 'celebrating'],
  ['🙏', 'thank you'],
  ['👍', 'thumbs up'],
  ['👎', 'thumbs down'],
  ['👏', 'clapping'],
  ['👋', 'waving'],
  ['🤝', 'handshake'],
  ['💪', 'strong'],
  ['👀', 'looking'],
  ['❤️', 'heart'],
  ['💚', 'green heart'],
  ['🔥', 'fire'],
  ['✨', 'sparkles'],
  ['🎉', 'party'],
  ['✅', 'done'],
  ['❌', 'cross'],
  ['⚠️', 'warning'],
  ['❓', 'question'],
  ['💡', 'idea'],
  ['📦', 'parcel'],
  ['🚚', 'delivery'],
  ['📎', 'paperclip'],
  ['📷', 'camera'],
  ['📞', 'phone'],
  ['⏰', 'alarm clock'],
  ['🌱', 'seedling'],
  ['🌷', 'tulip'],
  ['☀️', 'sun'],
  ['☕', 'coffee'],
] as const

/** A few dozen that are said in customer chats; the system's own picker has the rest. */
export default function EmojiPopup({ anchor, onChoose, onClose }: EmojiProps) {
  return (
    <Popover.Root open onOpenChange={open => open || onClose()}>
      <Popover.Portal>
        <Popover.Positioner class="positioner" anchor={anchor} side="top" align="start" sideOffset={6}>
          <Popover.Popup className="menu emoji" aria-label="Emoji">
            {EMOJI.map(([emoji, name]) => (
              <button
                type="button"
                key={emoji}
                aria-label={name}
                title={name}
                onClick={() => onChoose(emoji)}
              >
                {emoji}
              </button>
            ))}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

interface EmojiProps {
  anchor: RefObject<HTMLButtonElement | null>
  onChoose: (emoji: string) => void
  onClose: () => void
}
