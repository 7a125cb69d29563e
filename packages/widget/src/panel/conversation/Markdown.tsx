import { markdown, type Piece } from '@halloo/client'

/** A message's text as nodes; never as HTML. */
export const Markdown = ({ text }: { text: string }) => <>{markdown(text).map(draw)}</>

function draw(piece: Piece) {
  if (typeof piece === 'string') return piece
  const { tag: Tag, href, pieces } = piece
  const rest = href ? { href, target: '_blank', rel: 'noopener noreferrer nofollow ugc' } : {}
  return <Tag {...rest}>{pieces.map(draw)}</Tag>
}
