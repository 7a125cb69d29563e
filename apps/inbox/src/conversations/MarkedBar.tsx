import { CircleCheck, UserRoundPlus, X } from 'lucide-preact'
import { conversations, me } from '../live/world.ts'
import { Button, IconButton } from '../look/Button.tsx'
import { marked } from '../shell/commands.ts'
import { assignConversation, resolveAll } from './actions.ts'

/** What can be done with several conversations at once. */
export function MarkedBar() {
  const ids = [...marked.value]
  const clear = () => {
    marked.value = new Set()
  }
  const takeAll = () => {
    for (const id of ids) {
      const conversation = conversations.value[id]
      if (conversation && me.value) void assignConversation(conversation, me.value.id)
    }
    clear()
  }
  return (
    <div class="markedbar" role="toolbar" aria-label="Marked conversations">
      <span class="grow">{ids.length} marked</span>
      <Button small icon={UserRoundPlus} onClick={takeAll}>
        Take
      </Button>
      <Button
        small
        icon={CircleCheck}
        onClick={() => {
          void resolveAll(ids)
          clear()
        }}
      >
        Resolve
      </Button>
      <IconButton label="Unmark all" icon={X} onClick={clear} />
    </div>
  )
}
