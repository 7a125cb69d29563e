/** The mark: a near ring with a tail, a far marigold dot. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg class="mark" viewBox="0 0 24 24" width={size} height={size} role="img" aria-label="Halloo">
      <rect width="24" height="24" rx="7" fill="#03604a" />
      <path
        d="M9.7 8.2a5.4 5.4 0 1 1-2.6 10.1L4.6 19l.7-2.6A5.4 5.4 0 0 1 9.7 8.2Z"
        fill="none"
        stroke="#fff"
        stroke-width="2.2"
        stroke-linejoin="round"
      />
      <circle cx="18.2" cy="6.2" r="2.3" fill="#fcb52c" />
    </svg>
  )
}
