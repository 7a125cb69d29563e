/** The field between two voices: two hills of the brand's colour, the far voice above them. */
export const Hills = () => (
  <svg class="hills" viewBox="0 0 384 120" preserveAspectRatio="xMaxYMax slice" aria-hidden="true">
    <circle class="voice" cx="344" cy="30" r="6" />
    <path class="arc" d="M328 20a19 19 0 0 0 0 20M319 14a31 31 0 0 0 0 32" />
    <path class="far" d="M0 84C60 50 132 46 206 62s122 8 178-26v84H0Z" />
    <path class="near" d="M0 78c60-8 128 0 190 16s126 12 194-8v34H0Z" />
  </svg>
)

export const Mark = () => (
  <svg class="mark" viewBox="0 0 24 24" aria-hidden="true">
    <path d="M9.7 8.2a5.4 5.4 0 1 1-2.6 10.1L4.6 19l.7-2.6A5.4 5.4 0 0 1 9.7 8.2Z" />
    <circle cx="18.2" cy="6.2" r="2.4" />
  </svg>
)
