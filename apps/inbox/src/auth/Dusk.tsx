/** A near ring and a far light, and the ground between them. */
export function Dusk() {
  return (
    <div class="dusk">
      <svg viewBox="0 0 640 800" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
        <rect width="640" height="800" fill="#0b4a3b" />
        <rect width="640" height="800" fill="url(#dusk)" />
        <defs>
          <linearGradient id="dusk" x1="0" y1="0" x2="0" y2="1">
            <stop offset="0" stop-color="#01372b" />
            <stop offset=".62" stop-color="#0d6b54" />
            <stop offset="1" stop-color="#2a8a6c" />
          </linearGradient>
        </defs>
        <g fill="#cdeee0" opacity=".5">
          <circle cx="90" cy="90" r="1.5" />
          <circle cx="210" cy="150" r="1" />
          <circle cx="330" cy="70" r="1.5" />
          <circle cx="560" cy="120" r="1" />
          <circle cx="480" cy="230" r="1.5" />
          <circle cx="140" cy="250" r="1" />
        </g>
        <g fill="none" stroke="#fcb52c" stroke-width="3" stroke-linecap="round">
          <path d="M448 424a34 34 0 0 0 0 40" />
          <path d="M428 406a62 62 0 0 0 0 76" opacity=".75" />
          <path d="M407 388a92 92 0 0 0 0 112" opacity=".5" />
          <path d="M385 370a124 124 0 0 0 0 148" opacity=".25" />
        </g>
        <circle cx="480" cy="444" r="14" fill="#fcb52c" />
        <path d="M0 520c120-60 220-66 340-40s220-10 300-50v370H0Z" fill="#0a5a47" />
        <path d="M0 590c90 10 210-40 330-30s230 50 310 20v220H0Z" fill="#064638" />
        <path d="M0 650c150-46 280-30 400 0s180 30 240 16v134H0Z" fill="#01332a" />
        <g fill="none" stroke="#0a5a47" stroke-width="2.5" stroke-linecap="round">
          <path d="M40 716c4-14 4-26 0-40M56 724c-2-14 2-30 8-38M300 706c4-14 4-26 0-40M318 712c-2-14 2-30 8-38M540 726c4-14 4-26 0-40M556 730c-2-14 2-30 8-38" />
        </g>
        <path
          d="M166 560a74 74 0 1 1-36 139l-40 11 11-38a74 74 0 0 1 65-112Z"
          fill="none"
          stroke="#fff"
          stroke-width="26"
          stroke-linejoin="round"
        />
      </svg>
    </div>
  )
}
