const PATHS = {
  x: 'M18 6 6 18M6 6l12 12',
  left: 'm15 18-6-6 6-6',
  right: 'm9 18 6-6-6-6',
  down: 'M12 5v14M19 12l-7 7-7-7',
  up: 'm5 12 7-7 7 7M12 19V5',
  more: 'M13 12a1 1 0 1 1-2 0 1 1 0 0 1 2 0ZM20 12a1 1 0 1 1-2 0 1 1 0 0 1 2 0ZM6 12a1 1 0 1 1-2 0 1 1 0 0 1 2 0Z',
  clip: 'm16 6-8.4 8.6a2 2 0 0 0 2.8 2.8l8.4-8.6a4 4 0 1 0-5.7-5.6l-8.3 8.5a6 6 0 1 0 8.4 8.5l8.4-8.6',
  smile: 'M15 10V9M16.5 15a6 6 0 0 1-9 0M9 10V9M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0Z',
  check: 'M20 6 9 17l-5-5',
  checks: 'M18 6 7 17l-5-5M22 10l-7.5 7.5L13 16',
  clock: 'M12 6v6l4 2M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0Z',
  alert: 'M12 8v4M12 16h.01M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0Z',
  file: 'M15 2H6a2 2 0 0 0-2 2v16a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2V7ZM14 2v6h6M10 9H8M16 13H8M16 17H8',
  chat: 'M7.9 20A9 9 0 1 0 4 16.1L2 22Z',
  stop: 'M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0ZM9 9h6v6H9Z',
  away: 'M12 20h.01M8.5 16.4a5 5 0 0 1 7 0M5 12.9a10 10 0 0 1 5.2-2.7M19 12.9a10 10 0 0 0-2-1.5M2 8.8a15 15 0 0 1 4.2-2.6M22 8.8a15 15 0 0 0-11.3-3.8M2 2l20 20',
} as const

export type IconName = keyof typeof PATHS

/** One line drawing; always beside a word or inside something that is named. */
export function Icon({ name, small = false }: { name: IconName; small?: boolean }) {
  const mirrored = name === 'left' || name === 'right'
  return (
    <svg class={`i${small ? ' s' : ''}${mirrored ? ' flip' : ''}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  )
}
