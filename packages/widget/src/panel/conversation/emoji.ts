// One emoji, after Unicode Technical Standard 51, 1.4.9: joined ones, skins, flags and keycaps too.
// Not by Intl.Segmenter: the first one of a page takes longer than drawing the message.
const ONE = String.raw`\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\uFE0F|[\u{E0020}-\u{E007F}]+)?`
const EMOJI = new RegExp(
  String.raw`^(?:${ONE}(?:\u200D${ONE})*|\p{Regional_Indicator}{2}|[\d#*]\uFE0F?\u20E3){1,3}$`,
  'u',
)

/** Whether a text is up to three emoji and nothing else: it is then shown large. */
export const isEmojiOnly = (text: string) => EMOJI.test(text.replace(/\s/g, ''))
