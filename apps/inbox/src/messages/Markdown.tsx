import { markdown, type Piece } from '@halloo/client'

/** A message's text as nodes, as its reader sees it in the chat; never as HTML. */
export const Markdown = ({ text }: { text: string }) => <>{markdown(text).map(draw)}</>

function draw(piece: Piece) {
  if (typeof piece === 'string') return piece
  const { tag: Tag, href, pieces } = piece
  // A link of a visitor may be called by another name than its own: the address can be seen before it is followed.
  const rest = href ? { href, title: href, target: '_blank', rel: 'noopener noreferrer nofollow' } : {}
  return <Tag {...rest}>{pieces.map(draw)}</Tag>
}
