import { useEffect } from 'preact/hooks'
import { acceptConversation, acceptFirst, resolveConversation } from '../conversations/actions.ts'
import { isQueued } from '../conversations/select.ts'
import { conversations, me } from '../live/world.ts'
import { undoLast } from '../look/Toast.tsx'
import { focusComposer, marked, openMenu, overlay, searching, toggleMark } from './commands.ts'
import { go, here, inConversation } from './here.ts'
import { type Command, readStroke } from './keyboard.ts'
import { closeDrawer, details, layout, toggleDetails } from './layout.ts'
import { pathOf } from './place.ts'

/** Keys for the whole page; dialogs and menus keep their own. */
export function useKeys() {
  useEffect(() => {
    let pending = ''
    const onKey = (event: KeyboardEvent) => {
      const target = event.target instanceof HTMLElement ? event.target : document.body
      if (event.defaultPrevented || event.isComposing || target.closest('[role=dialog], [role=menu]')) return
      const read = readStroke(
        {
          key: event.key,
          mod: event.metaKey || event.ctrlKey,
          alt: event.altKey,
          writing: target.matches(
            'input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]',
          ),
        },
        pending,
        me.value?.preferences.singleKeys ?? true,
      )
      pending = read.pending
      if (!read.command) return
      if (read.command !== 'escape') event.preventDefault()
      run(read.command, target)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}

export function run(command: Command, target: HTMLElement = document.body) {
  const id = inConversation()
  const conversation = id ? conversations.value[id] : undefined
  switch (command) {
    case 'next':
    case 'previous':
      return moveFocus(command === 'next' ? 1 : -1)
    case 'accept':
      return void (conversation && isQueued(conversation)
        ? acceptConversation(conversation.id)
        : acceptFirst())
    case 'reply':
      return focusComposer()
    case 'resolve':
      return void (conversation && resolveConversation(conversation))
    case 'assign':
    case 'transfer':
    case 'priority':
      if (conversation) openMenu.value = command
      return
    case 'select': {
      const row = target.closest<HTMLElement>('[data-row]')?.dataset.row ?? id
      return row ? toggleMark(row) : undefined
    }
    case 'undo':
      return undoLast()
    case 'search':
      if (here.value.kind !== 'inbox') go('/all')
      searching.value = searching.value ?? ''
      return queueMicrotask(() => document.querySelector<HTMLInputElement>('#search')?.focus())
    case 'details':
      return toggleDetails()
    case 'escape':
      return stepBack(target)
    case 'palette':
    case 'help':
      overlay.value = command
      return
    default:
      return go(`/${command.slice('go-'.length)}`)
  }
}

function moveFocus(step: 1 | -1) {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')]
  const now = rows.findIndex(row => row.matches(':focus'))
  const from = now >= 0 ? now : rows.findIndex(row => row.dataset.row === inConversation())
  const next = rows[from < 0 ? 0 : from + step]
  next?.scrollIntoView({ block: 'nearest' })
  next?.focus()
}

function stepBack(target: HTMLElement) {
  if (marked.value.size) marked.value = new Set()
  else if (target.matches('#reply')) target.blur()
  else if (details.value === 'drawer') closeDrawer()
  else if (searching.value !== null) searching.value = null
  else if (layout.value === 'phone' && here.value.kind === 'inbox') go(pathOf(here.value.view))
}
