import type { Theme } from './tokens.ts'

// Filled shapes in a square of 24, by the even-odd rule.
const BUBBLE =
  'M12 3C6.5 3 2 6.9 2 11.7c0 2.6 1.3 4.9 3.4 6.5L4.6 21.4c-.1.5.4.9.9.7l4.1-1.8c.8.1 1.6.2 2.4.2 5.5 0 10-3.9 10-8.8S17.5 3 12 3Z'
const dot = (x: number, y: number, r: number) =>
  `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0-${2 * r} 0Z`

export const ICON_PATHS: Record<Exclude<Theme['launcher']['icon'], 'mark'>, string> = {
  bubble: BUBBLE,
  dots: `${BUBBLE}${dot(7.6, 11.8, 1.35)}${dot(12, 11.8, 1.35)}${dot(16.4, 11.8, 1.35)}`,
  question: `${BUBBLE}M8.8 9.6a3.3 3.3 0 1 1 5 2.8c-.7.5-.9.7-.9 1.3h-1.8c0-1.5.7-2.1 1.6-2.7a1.5 1.5 0 1 0-2.1-1.4Z${dot(12, 15.9, 1.15)}`,
  letter:
    'M4.5 4.5h15A2.5 2.5 0 0 1 22 7v.3l-10 5.6L2 7.3V7a2.5 2.5 0 0 1 2.5-2.5ZM2 9.4l9.5 5.3c.3.2.7.2 1 0L22 9.4V17a2.5 2.5 0 0 1-2.5 2.5h-15A2.5 2.5 0 0 1 2 17Z',
  heart:
    'M12 21.2C7 17.6 2 13.7 2 8.9 2 5.9 4.3 3.6 7.2 3.6c1.9 0 3.7 1 4.8 2.6 1.1-1.6 2.9-2.6 4.8-2.6C19.7 3.6 22 5.9 22 8.9c0 4.8-5 8.7-10 12.3Z',
}
