const HUES = ['moss', 'teal', 'sky', 'indigo', 'plum', 'rose', 'clay', 'straw']

/** A person of the team: picture, or initials on a colour that means nothing. */
export function Avatar(props: { name: string; url?: string | null; here?: boolean; small?: boolean }) {
  const { name, url, here, small } = props
  const hue = HUES[[...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % HUES.length]
  return (
    <span class={`av ${hue}${small ? ' s28' : ''}`} aria-hidden="true">
      {url ? <img src={url} alt="" /> : initialsOf(name)}
      {here && <span class="on" />}
    </span>
  )
}

const initialsOf = (name: string) =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map(word => [...word][0] ?? '')
    .join('')
    .toUpperCase()
