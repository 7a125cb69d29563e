import { computed, effect, signal } from '@preact/signals'

const query = (media: string) => {
  const list = matchMedia(media)
  const matches = signal(list.matches)
  list.addEventListener('change', () => {
    matches.value = list.matches
  })
  return matches
}

/** One pane and tabs. */
export const narrow = query('(max-width: 599px)')
/** A rail instead of the navigation. */
const medium = query('(max-width: 1023px)')
const wide = query('(min-width: 1200px)')

export const layout = computed(() => (narrow.value ? 'phone' : medium.value ? 'rail' : 'panes'))

const pinned = signal(localStorage.getItem('halloo.details') !== 'hidden')
const drawn = signal(false)
effect(() => localStorage.setItem('halloo.details', pinned.value ? 'shown' : 'hidden'))

/** Details stand beside the conversation where there is room, and lie over it as a drawer where not. */
export const details = computed(() =>
  wide.value ? (pinned.value ? 'beside' : 'hidden') : drawn.value ? 'drawer' : 'hidden',
)

export function toggleDetails() {
  const which = wide.value ? pinned : drawn
  which.value = !which.value
}
export const closeDrawer = () => {
  drawn.value = false
}
